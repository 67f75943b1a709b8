/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import dev.sparrow.coordination.codec.ByteSink;
import dev.sparrow.coordination.codec.RecordCodec;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Storage;
import dev.sparrow.simulation.Stored;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A log of records in a folder.
///
///     0000000000000002-00000000.log     generation 2: two rewrites were made; the segments of older ones are deleted
///     0000000000000002-00000001.log     the next segment, since the one before was full
///
///     segment   mark 8 | generation 8 | number 4 | first group 8 | CRC32C 4    then groups
///     group     mark 4 | number 8 | bytes 4 | records 4 | CRC32C 4             then records
///     record    length 4 | CRC32C 4 | payload
///
/// What is appended before one [#force] is one group: it is written at once, then flushed. So after a crash only the
/// last group can be torn, nobody was told of it, and it is cut off. Everything before was durable, and a log that is
/// damaged there is refused: what a node has promised must not be forgotten in silence. A rewrite makes a file under a
/// temporary name, flushes it and renames it; then the segments before it are deleted.
///
/// For one thread. After a failed write or flush nobody knows what is on the disk, so the log takes nothing more.
public final class DiskLog implements Storage, AutoCloseable {
    private static final String TEMPORARY = "rewrite.tmp";
    private static final int KEPT_BYTES_MAX = 4 << 20;

    /// How large things get.
    ///
    /// @param segmentBytes a segment that has as many is followed by another
    /// @param groupBytes a group that has as many is flushed without being asked
    /// @param recordBytesMax a larger record is refused
    public record Limits(long segmentBytes, int groupBytes, int recordBytesMax) {
        public static final Limits DEFAULT = new Limits(64 << 20, 1 << 20, 64 << 20);
    }

    private final Folder folder;
    private final RecordCodec codec;
    private final Limits limits;
    private final ByteSink group = new ByteSink();
    private int recordsInGroup;
    private Format.Segment segment;
    private Folder.Appender file;
    private long fileSize;
    private long nextGroup;
    private boolean broken;

    private DiskLog(Folder folder, RecordCodec codec, Limits limits) {
        this.folder = folder;
        this.codec = codec;
        this.limits = limits;
        beginGroup();
    }

    /// Opens the log of a folder, or begins one. A write that a crash has torn is cut off.
    ///
    /// @throws SparrowException if the log is damaged
    public static DiskLog open(Folder folder, RecordCodec codec, Limits limits) {
        var log = new DiskLog(folder, codec, limits);
        try {
            log.recover();
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "Cannot read the log in %s: %s.".formatted(folder, e), e);
        }
        return log;
    }

    private void recover() throws IOException {
        var present = new Segments(folder);
        if (present.isNone()) {
            deleteTemporary();
            replaceBy(new Format.Segment(1, 0), List.of());
            return;
        }
        present.deleteOld();
        deleteTemporary();
        var last = present.scan(_ -> {});
        segment = last.segment();
        nextGroup = last.nextGroup();
        fileSize = last.size();
        file = folder.append(segment.fileName());
        // A process that ended may have written without a flush what was read now.
        file.force();
    }

    /// A crash came before it was whole.
    private void deleteTemporary() throws IOException {
        if (folder.names().contains(TEMPORARY)) {
            folder.delete(TEMPORARY);
        }
    }

    @Override
    public void append(Record record) {
        checkUsable();
        append(record, segment.generation(), nextGroup);
        if (group.size() >= limits.groupBytes()) {
            force();
        }
    }

    private void append(Record record, long generation, long number) {
        var start = group.size();
        group.putLong(0);
        codec.write(record, group);
        var length = group.size() - start - Format.RECORD_HEADER_BYTES;
        if (length > limits.recordBytesMax()) {
            broken = true;
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A record of %,d bytes is too large for the log in %s: at most %,d are possible."
                            .formatted(length, folder, limits.recordBytesMax()));
        }
        var payload = group.buffer().slice(start + Format.RECORD_HEADER_BYTES, length);
        group.setInt(start, length);
        group.setInt(start + Integer.BYTES, Format.recordChecksum(payload, generation, number, recordsInGroup));
        recordsInGroup++;
    }

    @Override
    public void force() {
        checkUsable();
        if (recordsInGroup == 0) {
            return;
        }
        try {
            if (fileSize >= limits.segmentBytes()) {
                beginSegment();
            }
            writeGroup(file, segment.generation(), nextGroup);
            file.force();
            nextGroup++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void beginSegment() throws IOException {
        file.close();
        segment = segment.next();
        file = folder.append(segment.fileName());
        file.write(Format.segmentHeader(segment, nextGroup));
        file.force();
        folder.force();
        fileSize = Format.SEGMENT_HEADER_BYTES;
    }

    private void writeGroup(Folder.Appender to, long generation, long number) throws IOException {
        var body = group.size() - Format.GROUP_HEADER_BYTES;
        Format.groupHeader(group, generation, new Format.Group(number, body, recordsInGroup));
        fileSize += group.size();
        to.write(group.buffer());
        beginGroup();
    }

    private void beginGroup() {
        group.clear(KEPT_BYTES_MAX);
        recordsInGroup = 0;
        group.put(new byte[Format.GROUP_HEADER_BYTES]);
    }

    @Override
    public void rewrite(List<? extends Record> records) {
        checkUsable();
        var before = segment;
        try {
            file.close();
            replaceBy(new Format.Segment(before.generation() + 1, 0), records);
            for (var old = before.number(); old >= 0; old--) {
                folder.delete(new Format.Segment(before.generation(), old).fileName());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Makes the first segment of a generation, whole before it has its name.
    private void replaceBy(Format.Segment first, List<? extends Record> records) throws IOException {
        beginGroup();
        fileSize = Format.SEGMENT_HEADER_BYTES;
        var groups = 0L;
        try (var temporary = folder.append(TEMPORARY)) {
            temporary.write(Format.segmentHeader(first, 0));
            for (var record : records) {
                append(record, first.generation(), groups);
                if (group.size() >= limits.groupBytes()) {
                    writeGroup(temporary, first.generation(), groups++);
                }
            }
            if (recordsInGroup > 0) {
                writeGroup(temporary, first.generation(), groups++);
            }
            temporary.force();
        }
        folder.rename(TEMPORARY, first.fileName());
        folder.force();
        segment = first;
        nextGroup = groups;
        file = folder.append(first.fileName());
    }

    /// What is durable, in the order of writing. A torn write is gone since the log was opened.
    @Override
    public List<Stored> read() {
        checkUsable();
        var all = new ArrayList<Stored>();
        try {
            new Segments(folder).scan(payload -> all.add(new Stored(codec.decode(payload))));
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "Cannot read the log in %s: %s.".formatted(folder, e), e);
        }
        return all;
    }

    private void checkUsable() {
        if (broken) {
            throw new IllegalStateException("The log in " + folder + " has failed before");
        }
    }

    private SparrowException failed(IOException e) {
        broken = true;
        return new SparrowException(
                ErrorCode.OUTPUT_FAILED,
                ("Cannot write the log in %s: %s. What was written last may not be durable, so nothing more is written"
                                + " until the node is started again.")
                        .formatted(folder, e),
                e);
    }

    /// Makes durable what was appended, and lets go of the files.
    @Override
    public void close() {
        try {
            if (!broken) {
                force();
            }
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
