/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.ElementCodec;

import java.util.Arrays;
import java.util.Iterator;

/// Some elements of a block, which nobody can change any more. Bounded in rows and, one large element aside, in bytes.
sealed interface Chunk {
    int ROWS_MAX = 4_096;
    int BYTES_MAX = 256 << 10;

    /// What it takes of the store's memory.
    long bytesInMemory();

    /// The elements, equal at every call; what of them can change is new at every call.
    Iterator<Object> elements() throws SpillFile.Damaged;

    /// Immutable elements as they are.
    ///
    /// @param bytesInMemory estimated
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record References(Object[] array, long bytesInMemory) implements Chunk {
        @Override
        public Iterator<Object> elements() {
            return Arrays.asList(array).iterator();
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
        public Iterator<Object> elements() {
            return ElementCodec.decode(bytes, count);
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
        public Iterator<Object> elements() throws SpillFile.Damaged {
            return ElementCodec.decode(file.read(this), count);
        }
    }
}
