/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.file.FileSplit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NoSuchElementException;

/// Records of equal length, one behind the other: each is an array of its own. A record belongs to the split that holds
/// its first byte. What is left at the end of a file and is no whole record is an error.
///
/// @param recordLength bytes, from 1
public record BinaryRecords(List<FileSplit> splits, int recordLength) implements ElementSource<byte[]> {
    @Override
    public ElementReader<byte[]> open(int partition, SourceTask task) throws IOException {
        return new Reader(splits.get(partition), recordLength, task);
    }

    private static final class Reader implements ElementReader<byte[]> {
        private final FileSplit split;
        private final int recordLength;
        private final SourceTask task;
        private final InputStream bytes;
        private long position;
        private byte[] ahead;

        private Reader(FileSplit split, int recordLength, SourceTask task) throws IOException {
            this.split = split;
            this.recordLength = recordLength;
            this.task = task;
            this.position = Math.ceilDiv(split.start(), (long) recordLength) * recordLength;
            var whole = task.open(split);
            // The file may end within the gap; then nothing begins in this split.
            whole.skipNBytes(Math.min(position, split.end()));
            this.bytes = new BufferedInputStream(whole);
        }

        @Override
        public boolean hasNext() {
            if (ahead == null && (split.isCompressed() || position < split.end())) {
                ahead = read();
            }
            return ahead != null;
        }

        /// Null at the end of the file.
        private byte[] read() {
            byte[] found;
            try {
                found = bytes.readNBytes(recordLength);
            } catch (IOException e) {
                throw task.error(split, ErrorCode.INPUT_UNREADABLE, e + ".", e);
            }
            if (found.length == 0) {
                return null;
            }
            if (found.length < recordLength) {
                throw task.error(
                        split,
                        ErrorCode.MALFORMED_INPUT,
                        "its last record, at byte "
                                + position
                                + ", has "
                                + found.length
                                + " bytes of "
                                + recordLength
                                + ". Give the length that its records have.",
                        null);
            }
            position += recordLength;
            return found;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = ahead;
            ahead = null;
            return next;
        }

        @Override
        public void close() {
            try {
                bytes.close();
            } catch (IOException _) {
                // Nothing read can get lost.
                return;
            }
        }
    }
}
