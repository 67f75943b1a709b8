/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.PackedBatch;
import dev.sparrow.storage.columnar.RunEncoder;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// The file with those chunks of one map attempt that memory has no room for.
///
/// Written by one thread until [#finish], then read by many. What a chunk was is known only in memory, so a file left
/// behind by a crash means nothing.
final class SpillFile {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Disk disk;
    private final Path path;
    private final OutputStream out;
    private volatile long length;

    SpillFile(Disk disk, Path path) throws IOException {
        this.disk = disk;
        this.path = path;
        this.out = new BufferedOutputStream(disk.create(path), BUFFER_BYTES);
    }

    Path path() {
        return path;
    }

    /// Bytes so far.
    long length() {
        return length;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the writer's thread changes it
    Chunk.Spilled append(RunEncoder run) throws IOException {
        var checksum = new CRC32C();
        run.writeTo(new CheckedOutputStream(out, checksum));
        var chunk = new Chunk.Spilled(this, length, run.size(), run.count(), (int) checksum.getValue());
        length += run.size();
        return chunk;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the writer's thread changes it
    Chunk.Packed append(PackedBatch batch) throws IOException {
        var bytes = batch.bytes();
        var checksum = new CRC32C();
        checksum.update(bytes);
        out.write(bytes);
        var chunk = new Chunk.Packed(this, length, bytes.length, batch.shape(), (int) checksum.getValue());
        length += bytes.length;
        return chunk;
    }

    /// Ends writing; only then may chunks be read.
    void finish() throws IOException {
        out.close();
    }

    /// Ends writing of a file that nobody will read.
    void abandon() {
        try {
            out.close();
        } catch (IOException _) {
            // its bytes are not wanted
        }
    }

    /// @throws Damaged if the bytes are not those that were written
    byte[] read(long offset, int bytesWritten, int checksumWritten) throws Damaged {
        byte[] bytes;
        try {
            bytes = disk.read(path, offset, bytesWritten);
        } catch (FileNotFoundException e) {
            throw new Damaged(BlocksLost.Reason.MISSING, e);
        } catch (EOFException e) {
            throw new Damaged(BlocksLost.Reason.CORRUPT, e);
        } catch (IOException e) {
            throw new Damaged(BlocksLost.Reason.UNREADABLE, e);
        }
        var checksum = new CRC32C();
        checksum.update(bytes);
        if ((int) checksum.getValue() != checksumWritten) {
            throw new Damaged(BlocksLost.Reason.CORRUPT, null);
        }
        return bytes;
    }

    /// The bytes of a chunk are not what was written, or not there.
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        private final BlocksLost.Reason reason;

        Damaged(BlocksLost.Reason reason, Throwable cause) {
            super(cause);
            this.reason = reason;
        }

        BlocksLost.Reason reason() {
            return reason;
        }
    }
}
