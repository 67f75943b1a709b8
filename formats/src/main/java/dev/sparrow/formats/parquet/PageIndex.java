/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a file says of the pages of a column in one group of rows: where each begins, and what is in it. The numbers
/// below are field ids of `parquet.thrift`.
record PageIndex(List<Page> pages) {
    private static final int PLACES = 1;
    private static final int FIRST_ROW = 3;
    private static final int ARE_MISSING = 1;
    private static final int LEAST = 2;
    private static final int GREATEST = 3;
    private static final int MISSING_COUNTS = 5;

    /// A page.
    ///
    /// @param firstRow in the group
    /// @param least as stored; of no meaning if all values are missing
    /// @param greatest the same
    /// @param mayBeMissing whether some of its values may be missing
    /// @param isMissing whether all are
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(long firstRow, byte[] least, byte[] greatest, boolean mayBeMissing, boolean isMissing) {}

    /// The pages of a column; nothing if the file does not say, or contradicts itself.
    ///
    /// @param rows of the group
    static Optional<PageIndex> read(InputFile file, ColumnChunk chunk, long rows) throws IOException {
        if (chunk.columnIndexOffset() == null
                || chunk.columnIndexLength() == null
                || chunk.offsetIndexOffset() == null
                || chunk.offsetIndexLength() == null) {
            return Optional.empty();
        }
        var places =
                new CompactThrift(file.readRange(chunk.offsetIndexOffset(), chunk.offsetIndexLength()))
                        .structure(CompactThrift.Shape.PLACES);
        var bounds =
                new CompactThrift(file.readRange(chunk.columnIndexOffset(), chunk.columnIndexLength()))
                        .structure(CompactThrift.Shape.BOUNDS);
        return of(places.lists().getOrDefault(PLACES, List.of()), bounds.lists(), rows);
    }

    private static Optional<PageIndex> of(List<Object> places, Map<Integer, List<Object>> bounds, long rows)
            throws IOException {
        var areMissing = bounds.getOrDefault(ARE_MISSING, List.of());
        var least = bounds.getOrDefault(LEAST, List.of());
        var greatest = bounds.getOrDefault(GREATEST, List.of());
        var counts = bounds.get(MISSING_COUNTS);
        var size = places.size();
        if (size == 0
                || areMissing.size() != size
                || least.size() != size
                || greatest.size() != size
                || (counts != null && counts.size() != size)) {
            return Optional.empty();
        }
        var pages = new ArrayList<Page>();
        for (var i = 0; i < size; i++) {
            var firstRow = ((CompactThrift.Fields) places.get(i)).number(FIRST_ROW);
            var isAfter = pages.isEmpty() ? firstRow == 0 : firstRow > pages.getLast().firstRow();
            if (!isAfter || firstRow >= rows) {
                return Optional.empty();
            }
            pages.add(
                    new Page(
                            firstRow,
                            (byte[]) least.get(i),
                            (byte[]) greatest.get(i),
                            counts == null || (long) counts.get(i) != 0,
                            (long) areMissing.get(i) != 0));
        }
        return Optional.of(new PageIndex(List.copyOf(pages)));
    }

    /// The page that has a row.
    Page at(long row) {
        var from = 0;
        var to = pages.size();
        while (to - from > 1) {
            var middle = (from + to) >>> 1;
            if (pages.get(middle).firstRow() <= row) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return pages.get(from);
    }
}
