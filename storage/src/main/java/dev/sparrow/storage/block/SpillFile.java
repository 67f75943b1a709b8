/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.PackedBatch;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// The file with those chunks of one map attempt that memory has no room for.
///
/// Written by one thread until [#finish], then read by many. What a chunk was is known only in memory, so a file left
/// behind by a crash means nothing.
final class SpillFile {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Disk disk;
    private final Path path;

    /// Null when writing has ended: there may be many files, and its buffer is not wanted any more.
    private OutputStream out;

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
    Chunk.Spilled append(PackedBatch batch) throws IOException {
        out.write(batch.bytes());
        var chunk = new Chunk.Spilled(this, batch.shape(), length, batch.bytes().length, checksum(batch.bytes()));
        length += batch.bytes().length;
        return chunk;
    }

    private static int checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    /// Ends writing; only then may chunks be read.
    void finish() throws IOException {
        out.close();
        out = null;
    }

    /// Ends writing of a file that nobody will read.
    void abandon() {
        var open = out;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException _) {
            // its bytes are not wanted
        }
    }

    /// @throws Damaged if the bytes are not those that were written
    byte[] read(Chunk.Spilled chunk) throws Damaged {
        byte[] bytes;
        try {
            bytes = disk.read(path, chunk.offset(), chunk.length());
        } catch (FileNotFoundException e) {
            throw new Damaged(BlocksLost.Reason.MISSING, e);
        } catch (EOFException e) {
            throw new Damaged(BlocksLost.Reason.CORRUPT, e);
        } catch (IOException e) {
            throw new Damaged(BlocksLost.Reason.UNREADABLE, e);
        }
        if (checksum(bytes) != chunk.checksum()) {
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
