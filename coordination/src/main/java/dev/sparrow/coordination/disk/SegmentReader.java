/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads the groups of one segment, and tells a write that a crash has torn from damage.
///
/// Only the last group that was written can be torn, since the next is written when it is durable. It is torn if the
/// file ends within it, or if a sector of it is empty: disks write sectors as a whole, and files grow by empty ones.
/// All else was durable and is damaged.
final class SegmentReader implements Closeable {
    /// What comes next in a segment.
    sealed interface Next {
        /// A group whose records are intact, each with its bytes.
        record Whole(List<ByteBuffer> records) implements Next {}

        /// The segment ends here.
        record End() implements Next {}

        /// A crash has torn what begins here.
        record Torn() implements Next {}

        /// What was durable is not as it was written.
        record Damaged(String what) implements Next {}
    }

    private final Format.Segment segment;
    private final InputStream in;
    private final long size;
    private long position;
    private long nextGroup;

    SegmentReader(Folder folder, Format.Segment segment) throws IOException {
        this.segment = segment;
        this.size = folder.size(segment.fileName());
        this.in = new BufferedInputStream(folder.read(segment.fileName()), 64 << 10);
    }

    /// Where the next group begins.
    long position() {
        return position;
    }

    long nextGroup() {
        return nextGroup;
    }

    /// Whether it has its head, which says that this group is its first.
    boolean begins(long firstGroup) throws IOException {
        nextGroup = firstGroup;
        position = Format.SEGMENT_HEADER_BYTES;
        return ByteBuffer.wrap(in.readNBytes(Format.SEGMENT_HEADER_BYTES))
                .equals(Format.segmentHeader(segment, firstGroup));
    }

    /// Whether it was made, and a crash came before its head was durable.
    static boolean isUnborn(Folder folder, Format.Segment segment) throws IOException {
        if (folder.size(segment.fileName()) > Format.SEGMENT_HEADER_BYTES) {
            return false;
        }
        try (var in = folder.read(segment.fileName())) {
            var head = in.readAllBytes();
            return head.length < Format.SEGMENT_HEADER_BYTES || isEmpty(head, 0, head.length);
        }
    }

    Next next() throws IOException {
        if (position == size) {
            return new Next.End();
        }
        if (size - position < Format.GROUP_HEADER_BYTES) {
            return new Next.Torn();
        }
        var head = in.readNBytes(Format.GROUP_HEADER_BYTES);
        var group = Format.groupAt(ByteBuffer.wrap(head), segment.generation());
        if (group.isEmpty()) {
            return hasEmptySector(head, position) && !isGroupBehind(head)
                    ? new Next.Torn()
                    : new Next.Damaged("the head of a group is damaged");
        }
        if (group.get().number() != nextGroup) {
            return new Next.Damaged("group " + group.get().number() + " stands where " + nextGroup + " should be");
        }
        if (group.get().bytes() > size - position - head.length) {
            return new Next.Torn();
        }
        return records(group.get());
    }

    private Next records(Format.Group group) throws IOException {
        var body = in.readNBytes(group.bytes());
        var start = position + Format.GROUP_HEADER_BYTES;
        var end = start + body.length;
        var records = new ArrayList<ByteBuffer>();
        var bytes = ByteBuffer.wrap(body);
        for (var i = 0; i < group.records(); i++) {
            if (!isIntact(bytes, group, i)) {
                return end == size && hasEmptySector(body, start)
                        ? new Next.Torn()
                        : new Next.Damaged("record " + i + " of group " + group.number() + " is damaged");
            }
            var length = bytes.getInt(bytes.position());
            records.add(bytes.slice(bytes.position() + Format.RECORD_HEADER_BYTES, length));
            bytes.position(bytes.position() + Format.RECORD_HEADER_BYTES + length);
        }
        position = end;
        nextGroup++;
        return new Next.Whole(records);
    }

    private boolean isIntact(ByteBuffer bytes, Format.Group group, int index) {
        if (bytes.remaining() < Format.RECORD_HEADER_BYTES) {
            return false;
        }
        var at = bytes.position();
        var length = bytes.getInt(at);
        if (length < 0 || length > bytes.remaining() - Format.RECORD_HEADER_BYTES) {
            return false;
        }
        var payload = bytes.slice(at + Format.RECORD_HEADER_BYTES, length);
        return bytes.getInt(at + Integer.BYTES)
                == Format.recordChecksum(payload, segment.generation(), group.number(), index);
    }

    /// Whether a later group can be found, so that this one was durable.
    private boolean isGroupBehind(byte[] head) throws IOException {
        var window = ByteBuffer.allocate(1 << 20).put(head);
        while (true) {
            var read = in.read(window.array(), window.position(), window.remaining());
            if (read < 0) {
                return false;
            }
            window.position(window.position() + read).flip();
            for (; window.remaining() >= Format.GROUP_HEADER_BYTES; window.position(window.position() + 1)) {
                if (Format.groupAt(window, segment.generation()).isPresent()) {
                    return true;
                }
            }
            window.compact();
        }
    }

    /// Whether all that these bytes have of some sector of the file is 0.
    ///
    /// @param start where they stand in the file
    private static boolean hasEmptySector(byte[] bytes, long start) {
        for (var from = 0; from < bytes.length; ) {
            var left = Format.SECTOR_BYTES - (int) ((start + from) % Format.SECTOR_BYTES);
            var to = Math.min(bytes.length, from + left);
            if (isEmpty(bytes, from, to)) {
                return true;
            }
            from = to;
        }
        return false;
    }

    private static boolean isEmpty(byte[] bytes, int from, int to) {
        for (var i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
