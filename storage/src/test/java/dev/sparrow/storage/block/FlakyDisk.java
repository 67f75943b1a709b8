/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.file.TemporaryFolder;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// The local disk, whose k-th write fails half-way as on a full disk.
final class FlakyDisk implements Disk {
    private final Disk disk = new Disk.Local();
    private final int failingWrite;
    private int writes;

    /// @param failingWrite from 1; 0 for none
    FlakyDisk(int failingWrite) {
        this.failingWrite = failingWrite;
    }

    boolean hasFailed() {
        return failingWrite > 0 && writes >= failingWrite;
    }

    private boolean failsNow() {
        return ++writes == failingWrite;
    }

    @Override
    public TemporaryFolder createFolder(Path base) throws IOException {
        if (failsNow()) {
            throw new IOException("No space left on device");
        }
        return disk.createFolder(base);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        if (failsNow()) {
            throw new IOException("No space left on device");
        }
        return new FilterOutputStream(disk.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (failsNow()) {
                    out.write(bytes, offset, length / 2);
                    throw new IOException("No space left on device");
                }
                out.write(bytes, offset, length);
            }
        };
    }

    @Override
    public byte[] read(Path file, long offset, int length) throws IOException {
        return disk.read(file, offset, length);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }
}
