/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.sparrow.coordination.commit.CommitRecord;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Stored;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// The recovery log of one coordinator or participant: a file to which records are appended.
///
/// Each is its length, its CRC32C and its bytes. What a crash has torn at the end was never promised, and is cut off; a
/// record that is damaged before others is an error, because a decision may have been in it.
final class CommitLog implements AutoCloseable {
    private static final int HEAD_BYTES = 2 * Integer.BYTES;
    private static final int RECORD_BYTES_MAX = 1 << 20;

    private final Path path;
    private final FileChannel file;
    private final List<Stored> found;

    private CommitLog(Path path, FileChannel file, List<Stored> found) {
        this.path = path;
        this.file = file;
        this.found = found;
    }

    static CommitLog open(Path path) {
        try {
            var isNew = !Files.exists(path);
            var file = FileChannel.open(path, CREATE, READ, WRITE);
            if (isNew) {
                file.force(true);
                forceFolder(path.toAbsolutePath().getParent());
            }
            return new CommitLog(path, file, read(path, file));
        } catch (IOException e) {
            throw failure(path, "read", e);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    /// What it held when it was opened.
    List<Stored> found() {
        return found;
    }

    void append(CommitRecord record, boolean forced) {
        try {
            var bytes = RecordCodec.encode(record);
            var framed = ByteBuffer.allocate(HEAD_BYTES + bytes.length);
            framed.putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
            while (framed.hasRemaining()) {
                file.write(framed);
            }
            if (forced) {
                file.force(false);
            }
        } catch (IOException e) {
            throw failure(path, "take a record", e);
        }
    }

    /// The records up to the first that is not whole; the file ends there from now on.
    private static List<Stored> read(Path path, FileChannel file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        var records = new ArrayList<Stored>();
        while (bytes.remaining() >= HEAD_BYTES) {
            var start = bytes.position();
            var length = bytes.getInt();
            var checksum = bytes.getInt();
            var isWhole = length >= 0 && length <= RECORD_BYTES_MAX && length <= bytes.remaining();
            var content = new byte[isWhole ? length : 0];
            bytes.get(content);
            if (!isWhole || checksum(content) != checksum) {
                if (isWhole && bytes.hasRemaining()) {
                    throw new SparrowException(
                            ErrorCode.MALFORMED_INPUT,
                            "Commit log %s is damaged at byte %,d, before its end: a decision may be lost. Restore the file; no transaction can be decided without it."
                                    .formatted(path, start));
                }
                bytes.position(start);
                break;
            }
            records.add(new Stored((Record) RecordCodec.decode(content)));
        }
        file.truncate(bytes.position());
        file.position(bytes.position());
        return List.copyOf(records);
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failure(path, "be closed", e);
        }
    }

    private static SparrowException failure(Path path, String what, IOException e) {
        return new SparrowException(
                ErrorCode.OUTPUT_FAILED, "Commit log %s could not %s: %s".formatted(path, what, e), e);
    }
}
