/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.concurrent.atomic.LongAdder;

/// A file whose bytes are counted as they are read.
final class CountedFile {
    private CountedFile() {}

    private static int count(LongAdder bytes, int read) {
        if (read > 0) {
            bytes.add(read);
        }
        return read;
    }

    /// From one place on.
    static final class Stream extends FilterInputStream {
        private final LongAdder bytes;

        Stream(FileInputStream file, LongAdder bytes) {
            super(file);
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            var octet = in.read();
            count(bytes, octet < 0 ? octet : 1);
            return octet;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return count(bytes, in.read(target, from, length));
        }
    }

    /// At any place.
    static final class Anywhere extends RandomAccessFile {
        private final LongAdder bytes;

        Anywhere(String path, LongAdder bytes) throws IOException {
            super(path, "r");
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            var octet = super.read();
            count(bytes, octet < 0 ? octet : 1);
            return octet;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return count(bytes, super.read(target, from, length));
        }

        @Override
        public int read(byte[] target) throws IOException {
            return count(bytes, super.read(target));
        }
    }
}
