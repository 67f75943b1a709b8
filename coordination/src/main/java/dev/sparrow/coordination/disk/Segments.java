/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The segments that are in a folder: those of the latest generation count.
final class Segments {
    /// Where a log goes on.
    record Last(Format.Segment segment, long size, long nextGroup) {}

    private final Folder folder;
    private final List<Format.Segment> all;
    private final long generation;

    Segments(Folder folder) throws IOException {
        this.folder = folder;
        this.all = folder.names().stream().map(Format.Segment::of).flatMap(Optional::stream).toList();
        this.generation = all.stream().mapToLong(Format.Segment::generation).max().orElse(0);
    }

    boolean isNone() {
        return all.isEmpty();
    }

    /// Deletes what a rewrite has replaced. The first segment of a generation gets its name when it is whole.
    void deleteOld() throws IOException {
        for (var segment : all) {
            if (segment.generation() < generation) {
                folder.delete(segment.fileName());
            }
        }
    }

    /// Reads all records, and cuts off what is torn.
    ///
    /// @param each takes the bytes of a record, which are its own
    Last scan(Consumer<ByteBuffer> each) throws IOException {
        var current = all.stream().filter(segment -> segment.generation() == generation).toList();
        var count = current.size();
        var newest = new Format.Segment(generation, count - 1);
        if (count > 1 && current.contains(newest) && SegmentReader.isUnborn(folder, newest)) {
            folder.delete(newest.fileName());
            folder.force();
            count--;
        }
        var last = new Last(new Format.Segment(generation, 0), 0, 0);
        for (var number = 0; number < count; number++) {
            var segment = new Format.Segment(generation, number);
            if (!current.contains(segment)) {
                throw damaged(segment, 0, "the file is missing");
            }
            last = scan(segment, last.nextGroup(), number == count - 1, each);
        }
        return last;
    }

    private Last scan(Format.Segment segment, long firstGroup, boolean isLast, Consumer<ByteBuffer> each)
            throws IOException {
        try (var reader = new SegmentReader(folder, segment)) {
            if (!reader.begins(firstGroup)) {
                throw damaged(segment, 0, "the head of the file is damaged, or it is of another log");
            }
            while (true) {
                switch (reader.next()) {
                    case SegmentReader.Next.Whole(var records) -> records.forEach(each);
                    case SegmentReader.Next.Damaged(var what) -> throw damaged(segment, reader.position(), what);
                    case SegmentReader.Next.Torn() when !isLast ->
                            throw damaged(segment, reader.position(), "the file ends too early, and others follow");
                    case SegmentReader.Next.Torn() -> {
                        folder.truncate(segment.fileName(), reader.position());
                        return new Last(segment, reader.position(), reader.nextGroup());
                    }
                    case SegmentReader.Next.End() -> {
                        return new Last(segment, reader.position(), reader.nextGroup());
                    }
                }
            }
        }
    }

    private SparrowException damaged(Format.Segment segment, long position, String what) {
        return new SparrowException(
                ErrorCode.MALFORMED_INPUT,
                ("The log in %s is damaged: %s, in %s at byte %,d. A node must not forget what it has promised, so it does"
                                + " not start. Give it an empty folder and a new name, and change the members.")
                        .formatted(folder, what, segment.fileName(), position));
    }
}
