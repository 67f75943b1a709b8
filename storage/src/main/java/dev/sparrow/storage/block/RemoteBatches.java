/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.PortableBatch;
import dev.sparrow.storage.serialization.ReadableClasses;
import dev.sparrow.value.AttemptId;

import java.util.Optional;

/// The batches of a block that another executor hands over, each on the heap. Used by one thread, whose context class
/// loader finds the classes of elements.
final class RemoteBatches implements AutoCloseable {
    private final PortableBlock block;

    /// @param block is closed with this
    RemoteBatches(PortableBlock block) {
        this.block = block;
    }

    AttemptId maker() {
        return block.maker();
    }

    /// The next batch; empty at the end.
    ///
    /// @throws BlockUnavailable if the rest is lost
    Optional<Batch> next() throws BlockUnavailable {
        var bytes = block.next();
        return bytes.isEmpty() ? Optional.empty() : Optional.of(intact(bytes.get()).open(ReadableClasses.ALL));
    }

    private static PortableBatch intact(byte[] bytes) throws BlockUnavailable {
        try {
            return PortableBatch.read(bytes);
        } catch (SparrowException e) {
            throw new BlockUnavailable(BlocksLost.Reason.CORRUPT, e);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
