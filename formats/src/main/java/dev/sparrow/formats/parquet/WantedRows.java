/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.RowGroup;

import java.util.ArrayList;
import java.util.List;

/// The rows that one task reads of a file, in stretches from its begin to its end.
///
/// @param stretches none of which meets another
record WantedRows(List<Stretch> stretches) {
    WantedRows {
        stretches = List.copyOf(stretches);
    }

    /// Rows that follow each other.
    ///
    /// @param from the number in the file of the first row, from 0
    /// @param to of the one after the last
    /// @param firstGroup the place among the groups of the split of the one that has the first row
    /// @param groupsEnd of the one after that which has the last row
    record Stretch(long from, long to, int firstGroup, int groupsEnd) {
        boolean isAll(RowGroups groups) {
            return firstGroup == 0 && groupsEnd == groups.chosen().size();
        }
    }

    /// All rows of the groups.
    static WantedRows all(RowGroups groups) {
        return groups.rowsEnd() == groups.rowsBefore()
                ? new WantedRows(List.of())
                : new WantedRows(
                        List.of(new Stretch(groups.rowsBefore(), groups.rowsEnd(), 0, groups.chosen().size())));
    }

    /// The groups that have rows among them.
    List<RowGroup> groups(RowGroups all) {
        var groups = new ArrayList<RowGroup>();
        var next = 0;
        for (var stretch : stretches) {
            var first = Math.max(next, stretch.firstGroup);
            groups.addAll(all.chosen().subList(first, Math.max(first, stretch.groupsEnd)));
            next = Math.max(first, stretch.groupsEnd);
        }
        return groups;
    }

    /// How many they are.
    long count() {
        return stretches.stream().mapToLong(stretch -> stretch.to - stretch.from).sum();
    }

    /// The same as whole groups, for who cannot read parts of them.
    WantedRows whole(RowGroups all) {
        var whole = new ArrayList<Stretch>();
        for (var stretch : stretches) {
            var first = stretch.firstGroup;
            if (!whole.isEmpty() && whole.getLast().groupsEnd >= first) {
                first = whole.removeLast().firstGroup;
            }
            whole.add(of(all, first, stretch.groupsEnd));
        }
        var isTold = whole.stream().allMatch(stretch -> all.filter(stretch.firstGroup, stretch.groupsEnd).isPresent());
        return isTold ? new WantedRows(whole) : all(all);
    }

    private static Stretch of(RowGroups all, int from, int to) {
        var before = rows(all.chosen().subList(0, from));
        return new Stretch(
                all.rowsBefore() + before, all.rowsBefore() + before + rows(all.chosen().subList(from, to)), from, to);
    }

    private static long rows(List<RowGroup> groups) {
        return groups.stream().mapToLong(RowGroup::numRows).sum();
    }
}
