/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.BatchBytes;
import dev.sparrow.storage.columnar.BatchShape;
import dev.sparrow.storage.columnar.PortableBatch;

/// An immutable run of elements of a block. Bounded in rows and, one large element aside, in bytes.
sealed interface Chunk {

    int rows();

    /// What it takes of the store's memory.
    long bytesInMemory();

    /// What of that is on the Java heap.
    long bytesOnHeap();

    /// The elements. The batch belongs to the chunk.
    Batch batch() throws BlockUnavailable;

    /// The elements as a [PortableBatch]. None is decoded, nor is any class looked for.
    byte[] portable() throws BlockUnavailable;

    /// Gives its memory back; it must not be read after that.
    void free();

    /// A chunk in memory.
    record Held(Batch batch) implements Chunk {
        @Override
        public int rows() {
            return batch.rows();
        }

        @Override
        public long bytesInMemory() {
            return batch.bytes();
        }

        @Override
        public long bytesOnHeap() {
            return batch.bytesOnHeap();
        }

        @Override
        public byte[] portable() {
            return PortableBatch.write(batch);
        }

        @Override
        public void free() {
            batch.close();
        }
    }

    /// A chunk on disk.
    ///
    /// @param checksum CRC-32C of the bytes
    record Spilled(SpillFile file, BatchShape shape, long offset, int length, int checksum) implements Chunk {
        @Override
        public int rows() {
            return shape.rows();
        }

        @Override
        public long bytesInMemory() {
            return 0;
        }

        @Override
        public long bytesOnHeap() {
            return 0;
        }

        @Override
        public Batch batch() throws BlockUnavailable {
            return shape.unpack(file.read(this));
        }

        @Override
        public byte[] portable() throws BlockUnavailable {
            return PortableBatch.write(new BatchBytes(shape, file.read(this)));
        }

        @Override
        public void free() {}
    }
}
