/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.RowGroupPredicate;
import dev.sparrow.file.FileSplit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The groups of rows of a file that one task reads: those whose middle is in its split, by which the library chooses
/// them too. So each group is read once, however files are cut.
///
/// @param rowsBefore in the groups before them
/// @param filter what the library is told; nothing if it is to read all of the file
record RowGroups(List<RowGroup> chosen, long rowsBefore, Optional<RowGroupPredicate> filter) {

    /// @throws IOException if a group is not in the file: no task would read it
    static RowGroups of(FileMetaData footer, FileSplit split) throws IOException {
        if (split.isWholeFile()) {
            return new RowGroups(footer.rowGroups(), 0, Optional.empty());
        }
        var chosen = new ArrayList<RowGroup>();
        var rowsBefore = 0L;
        for (var group : footer.rowGroups()) {
            var middle = middle(group);
            if (middle < 0 || middle >= split.fileLength()) {
                throw new IOException("a group of rows is at byte " + middle + " of " + split.fileLength());
            }
            if (split.holds(middle)) {
                chosen.add(group);
            } else if (chosen.isEmpty()) {
                rowsBefore += group.numRows();
            }
        }
        return new RowGroups(
                List.copyOf(chosen), rowsBefore, Optional.of(RowGroupPredicate.byteRange(split.start(), split.end())));
    }

    private static long middle(RowGroup group) {
        var bytes = group.columns().stream().mapToLong(column -> column.metaData().totalCompressedSize()).sum();
        return group.columns().getFirst().chunkStartOffset() + bytes / 2;
    }

    /// What the library is told for it to read some of the groups; nothing if it cannot be told, since groups do not
    /// follow each other in the file.
    ///
    /// @param from the first of them
    /// @param to the one after the last of them
    Optional<RowGroupPredicate> filter(int from, int to) {
        var first = middle(chosen.get(from));
        var last = middle(chosen.get(to - 1));
        for (var i = 0; i < chosen.size(); i++) {
            var middle = middle(chosen.get(i));
            if ((middle >= first && middle <= last) != (i >= from && i < to)) {
                return Optional.empty();
            }
        }
        return Optional.of(RowGroupPredicate.byteRange(first, last + 1));
    }

    /// The number of the row after the last of them.
    long rowsEnd() {
        return rowsBefore + chosen.stream().mapToLong(RowGroup::numRows).sum();
    }
}
