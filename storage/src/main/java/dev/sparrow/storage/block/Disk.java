/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.file.TemporaryFolder;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// The operations of a file system that spilling needs.
public interface Disk {

    /// A new folder that only this process uses, and that goes with it.
    TemporaryFolder createFolder(Path base) throws IOException;

    /// A new file.
    OutputStream create(Path file) throws IOException;

    /// Reads some bytes of a file.
    ///
    /// @throws java.io.FileNotFoundException if there is no such file
    /// @throws EOFException if the file ends early
    byte[] read(Path file, long offset, int length) throws IOException;

    /// Deletes a file, if it exists.
    void delete(Path path) throws IOException;

    /// The file system of this machine. No channels: an interrupt, which user code may leave behind, would close them.
    final class Local implements Disk {
        @Override
        public TemporaryFolder createFolder(Path base) throws IOException {
            return TemporaryFolder.create(base, "sparrow-");
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            return new FileOutputStream(file.toFile());
        }

        @Override
        public byte[] read(Path file, long offset, int length) throws IOException {
            try (var in = new RandomAccessFile(file.toFile(), "r")) {
                if (in.length() < offset + length) {
                    throw new EOFException(file + " ends at " + in.length());
                }
                var bytes = new byte[length];
                in.seek(offset);
                in.readFully(bytes);
                return bytes;
            }
        }

        @Override
        public void delete(Path path) throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
