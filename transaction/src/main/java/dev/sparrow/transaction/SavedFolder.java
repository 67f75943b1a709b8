/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.PendingFolder;

import java.util.List;
import java.util.Optional;

/// A folder of files as a participant. Its files wait beside their place from the end of their job on.
final class SavedFolder implements Sink {
    private final PendingFolder pending;
    private SparrowException refusal;

    SavedFolder(PendingFolder pending) {
        this.pending = pending;
    }

    @Override
    public Vote prepare(TransactionId transaction) {
        try {
            if (!pending.isThere()) {
                throw new SparrowException(
                        ErrorCode.OUTPUT_FAILED,
                        "Output " + pending.target() + " cannot be committed: its save has failed.");
            }
            pending.requireRoom();
            return Vote.YES;
        } catch (SparrowException e) {
            refusal = e;
            pending.abort();
            return Vote.NO;
        }
    }

    @Override
    public void commit(TransactionId transaction) {
        pending.commit();
    }

    @Override
    public void abort(TransactionId transaction) {
        pending.abort();
    }

    /// Its files wait whether or not they are prepared; the log knows.
    @Override
    public List<TransactionId> recover() {
        return List.of();
    }

    @Override
    public Optional<SparrowException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void forget(TransactionId transaction) {
        pending.abort();
    }
}
