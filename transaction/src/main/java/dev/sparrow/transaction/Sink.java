/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.error.SparrowException;

import java.util.Optional;

/// An output of a transaction as a participant of its commit.
sealed interface Sink extends Participant permits SavedFolder, SavedTable {
    /// Why it voted no.
    Optional<SparrowException> refusal();

    /// Drops what is left of a transaction that is over.
    void forget(TransactionId transaction);
}
