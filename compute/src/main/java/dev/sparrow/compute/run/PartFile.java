/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A file that is written.
interface PartFile extends AutoCloseable {

    OutputStream stream();

    /// Returns when all that was written would survive the machine.
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /// What writing asks of a file system.
    @FunctionalInterface
    interface Disk {

        /// This machine's.
        Disk LOCAL = Local::new;

        /// A new, empty file.
        PartFile create(File file) throws IOException;
    }

    /// A stream and no channel: an interrupt would close a channel in the middle.
    record Local(FileOutputStream stream) implements PartFile {
        private Local(File file) throws IOException {
            this(new FileOutputStream(file));
        }

        @Override
        public void sync() throws IOException {
            stream.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
