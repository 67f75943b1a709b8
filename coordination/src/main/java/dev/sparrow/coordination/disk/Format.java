/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import dev.sparrow.coordination.codec.ByteSink;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// Which bytes segments, groups and records are; [DiskLog] has the picture.
final class Format {
    static final int SEGMENT_HEADER_BYTES = 32;
    static final int GROUP_HEADER_BYTES = 24;
    static final int RECORD_HEADER_BYTES = 8;

    /// What a disk writes as a whole or not at all.
    static final int SECTOR_BYTES = 512;

    private static final long SEGMENT_MARK = 0x53_50_52_57_4C_4F_47_31L;
    private static final int GROUP_MARK = 0xA5_47_52_50;
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{8})\\.log");

    private Format() {}

    /// A file of the log: the rewrites before it, and its place among those that were written since the last.
    record Segment(long generation, int number) {
        String fileName() {
            return String.format(Locale.ROOT, "%016x-%08x.log", generation, number);
        }

        static Optional<Segment> of(String fileName) {
            return Optional.of(NAME.matcher(fileName))
                    .filter(Matcher::matches)
                    .map(matcher ->
                            new Segment(
                                    Long.parseUnsignedLong(matcher.group(1), 16),
                                    Integer.parseUnsignedInt(matcher.group(2), 16)));
        }

        Segment next() {
            return new Segment(generation, number + 1);
        }
    }

    /// The head of a group.
    ///
    /// @param number counts the groups of a generation
    /// @param bytes of its records, with their heads
    record Group(long number, int bytes, int records) {}

    static ByteBuffer segmentHeader(Segment segment, long firstGroup) {
        var header = ByteBuffer.allocate(SEGMENT_HEADER_BYTES);
        header.putLong(SEGMENT_MARK).putLong(segment.generation()).putInt(segment.number()).putLong(firstGroup);
        header.putInt(checksum(header.array(), 0, header.position()));
        return header.flip();
    }

    /// Writes the head of a group over the room that was left for it.
    static void groupHeader(ByteSink sink, long generation, Group group) {
        var header = groupHeader(generation, group);
        for (var position = 0; position < GROUP_HEADER_BYTES; position += Integer.BYTES) {
            sink.setInt(position, header.getInt(position));
        }
    }

    private static ByteBuffer groupHeader(long generation, Group group) {
        var header = ByteBuffer.allocate(GROUP_HEADER_BYTES);
        header.putInt(GROUP_MARK).putLong(group.number()).putInt(group.bytes()).putInt(group.records());
        header.putInt(checksum(header.array(), 0, header.position()) ^ Long.hashCode(generation));
        return header.flip();
    }

    /// The head of a group, if these bytes are one of this generation.
    static Optional<Group> groupAt(ByteBuffer bytes, long generation) {
        var at = bytes.position();
        if (bytes.remaining() < GROUP_HEADER_BYTES || bytes.getInt(at) != GROUP_MARK) {
            return Optional.empty();
        }
        var group = new Group(bytes.getLong(at + 4), bytes.getInt(at + 12), bytes.getInt(at + 16));
        return groupHeader(generation, group).equals(bytes.slice(at, GROUP_HEADER_BYTES)) && group.bytes() >= 0
                ? Optional.of(group)
                : Optional.empty();
    }

    /// The checksum of a record also covers its place, so that one in a wrong place is found too.
    static int recordChecksum(ByteBuffer payload, long generation, long group, int index) {
        var place = ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES);
        place.putLong(generation).putLong(group).putInt(index).putInt(payload.remaining());
        var checksum = new CRC32C();
        checksum.update(place.flip());
        checksum.update(payload.duplicate());
        return (int) checksum.getValue();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
