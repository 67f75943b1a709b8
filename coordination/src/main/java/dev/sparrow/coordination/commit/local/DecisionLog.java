/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.TransactionId;

import java.nio.file.Path;
import java.util.Optional;

/// A log of decisions that others keep: of several proposals about a transaction the first one counts, so the death of
/// who proposes blocks nobody.
public interface DecisionLog extends AutoCloseable {
    /// Proposes an outcome, and returns the one that counts.
    ///
    /// @throws dev.sparrow.error.SparrowException if no answer comes in time; it can be asked again
    Outcome decide(TransactionId transaction, Outcome proposal);

    /// Drops what is known of a transaction that is over, and of which nothing is left anywhere.
    void forget(TransactionId transaction);

    @Override
    void close();

    /// Finds such logs; a service of `java.util.ServiceLoader`.
    interface Provider {
        /// Connects to a log.
        ///
        /// @param members where it is, such as `a=host:port,b=host:port`
        /// @param secretFile a file with the secret by which its members know each other and their clients
        DecisionLog connect(String members, Optional<Path> secretFile);
    }
}
