/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;

import java.util.Optional;

/// A block as portable batches, one by one: what an executor hands to another. Used by one thread at a time.
///
/// It holds a lease on the block where that lies: until its last batch is taken and asked beyond, until it fails, or
/// until it is closed, whichever is first.
public interface PortableBlock extends AutoCloseable {

    /// Which attempt has computed the block.
    AttemptId maker();

    /// The next batch, as [dev.sparrow.storage.columnar.PortableBatch] writes it; empty at the end.
    ///
    /// @throws BlockUnavailable if the rest of the block is lost
    Optional<byte[]> next() throws BlockUnavailable;

    /// Ends the lease. Closing it again does nothing.
    @Override
    void close();
}
