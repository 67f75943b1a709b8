/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.BatchShape;
import dev.sparrow.storage.columnar.ElementCodec;

/// Some elements of a block, which nobody can change any more. Bounded in rows and, one large element aside, in bytes.
sealed interface Chunk {
    int ROWS_MAX = 4_096;
    int BYTES_MAX = 256 << 10;

    /// What it takes of the store's memory.
    long bytesInMemory();

    /// The elements, equal at every call; what of them can change is new at every call.
    Batch batch() throws SpillFile.Damaged;

    /// Gives its memory back; nobody reads it any more.
    default void free() {}

    /// Immutable elements as they are.
    ///
    /// @param bytesInMemory estimated
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record References(Object[] array, long bytesInMemory) implements Chunk {
        @Override
        public Batch batch() {
            return Batch.of(array);
        }
    }

    /// Elements in columns.
    record Columns(Batch batch) implements Chunk {
        @Override
        public long bytesInMemory() {
            return batch.bytes();
        }

        @Override
        public void free() {
            batch.close();
        }
    }

    /// Elements of which at least one can change.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(byte[] bytes, int count) implements Chunk {
        @Override
        public long bytesInMemory() {
            return bytes.length;
        }

        @Override
        public Batch batch() {
            return Batch.of(ElementCodec.decode(bytes, count), count);
        }
    }

    /// Encoded elements on disk.
    ///
    /// @param checksum CRC-32C of the bytes
    record Spilled(SpillFile file, long offset, int length, int count, int checksum) implements Chunk {
        @Override
        public long bytesInMemory() {
            return 0;
        }

        @Override
        public Batch batch() throws SpillFile.Damaged {
            return Batch.of(ElementCodec.decode(file.read(offset, length, checksum), count), count);
        }
    }

    /// Columns on disk.
    ///
    /// @param checksum CRC-32C of the bytes
    record Packed(SpillFile file, long offset, int length, BatchShape shape, int checksum) implements Chunk {
        @Override
        public long bytesInMemory() {
            return 0;
        }

        @Override
        public Batch batch() throws SpillFile.Damaged {
            return shape.unpack(bytes());
        }

        /// What was written, if it is still there.
        byte[] bytes() throws SpillFile.Damaged {
            return file.read(offset, length, checksum);
        }
    }
}
