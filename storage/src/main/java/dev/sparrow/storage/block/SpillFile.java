/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.BatchBytes;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// The file with the chunks of one map attempt that do not fit into memory.
///
/// Written by one thread until [#finish], then read by many. What a chunk was is known only in memory, so a file left
/// behind by a crash means nothing.
final class SpillFile {
    /// The size of the buffer for small chunks; large ones pass it by. There may be many files at once.
    private static final int BUFFER_BYTES = 8 << 10;

    private final Disk disk;
    private final Path path;
    private final ChunkForm form;

    /// The stream that is written; null when writing has ended: there may be many files, and its buffer is not wanted
    /// any more.
    private OutputStream out;

    private volatile long length;

    /// @param form of each chunk
    SpillFile(Disk disk, Path path, ChunkForm form) throws IOException {
        this.disk = disk;
        this.path = path;
        this.form = form;
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
    Chunk.Spilled append(BatchBytes batch) throws IOException {
        var bytes = form.write(batch.bytes(), place(length));
        out.write(bytes);
        var chunk = new Chunk.Spilled(this, batch.shape(), length, bytes.length, checksum(bytes));
        length += bytes.length;
        return chunk;
    }

    /// Where a chunk is, so that no other stands in for it.
    private String place(long offset) {
        return path.getFileName() + ":" + offset;
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

    /// Ends writing of a file that will not be read.
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

    /// @throws BlockUnavailable if the bytes are not those that were written
    byte[] read(Chunk.Spilled chunk) throws BlockUnavailable {
        byte[] bytes;
        try {
            bytes = disk.read(path, chunk.offset(), chunk.length());
        } catch (FileNotFoundException e) {
            throw new BlockUnavailable(BlocksLost.Reason.MISSING, e);
        } catch (EOFException e) {
            throw new BlockUnavailable(BlocksLost.Reason.CORRUPT, e);
        } catch (IOException e) {
            throw new BlockUnavailable(BlocksLost.Reason.UNREADABLE, e);
        }
        if (checksum(bytes) != chunk.checksum()) {
            throw new BlockUnavailable(BlocksLost.Reason.CORRUPT, null);
        }
        return form.read(bytes, place(chunk.offset()));
    }
}
