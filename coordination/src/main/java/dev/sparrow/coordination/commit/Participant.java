/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.util.List;

/// Something that is changed as part of a transaction: a folder, a database, a catalog.
///
/// The calls for one transaction come one after another. Those after [#prepare] may be repeated, and come again after a
/// restart until one has returned; so a participant whose work is done already returns at once.
public interface Participant {
    /// Makes durable what committing takes, without letting anybody see it. After [Vote#YES] neither [#commit] nor
    /// [#abort] may fail for good; after any other vote nothing of the transaction is left.
    Vote prepare(TransactionId transaction);

    /// Lets everybody see what was prepared, durably.
    void commit(TransactionId transaction);

    /// Leaves nothing of the transaction, prepared or not.
    void abort(TransactionId transaction);

    /// Transactions that are prepared and neither committed nor aborted, after a start.
    List<TransactionId> recover();
}
