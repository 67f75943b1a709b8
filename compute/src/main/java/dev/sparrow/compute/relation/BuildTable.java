/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.relation.hash.GroupTable;
import dev.sparrow.compute.relation.hash.Keys;
import dev.sparrow.compute.relation.hash.NumberSet;
import dev.sparrow.compute.relation.hash.RightPart;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of the right table of a lookup, by their keys. It does not change once it is built, and tasks share it.
final class BuildTable {
    private static final int ROWS_AT_ONCE = 1 << 14;

    private final List<Vector> vectors = new ArrayList<>();
    private final ColumnData[] columns;
    private final GroupTable table;

    /// The first row of each key, and the next row of the same key after each; -1 for none.
    private int[] first = new int[0];

    private int[] next = new int[0];

    /// The keys where nobody asks for rows; null where rows are there.
    private NumberSet numbers;

    private int rows;
    private boolean hasNullKey;
    private boolean isUnique = true;

    private BuildTable(Lookup lookup) {
        for (var field : lookup.right().fields()) {
            vectors.add(new Vector(field.type(), field.nullable(), Window.ROWS));
        }
        var longs = new boolean[lookup.rightKeys().size()];
        for (var i = 0; i < longs.length; i++) {
            longs[i] = KeyColumns.isLong(lookup.rightKeys().get(i).type());
        }
        this.table = new GroupTable(longs, false);
        this.columns = new ColumnData[vectors.size()];
    }

    /// Of parts of the rows, in order.
    static BuildTable of(Lookup lookup, List<RightPart> parts, Compilation compilation) {
        var built = new BuildTable(lookup);
        if (!built.addNumbers(parts)) {
            parts.forEach(part -> built.add(RightGatherer.rows(lookup, part)));
            built.index(lookup, compilation);
        }
        return built;
    }

    /// @return false if rows have to be added
    private boolean addNumbers(List<RightPart> parts) {
        var all = new NumberSet();
        for (var part : parts) {
            if (!(part instanceof RightPart.Numbers(var some, var hasNull)) || !all.addAll(some)) {
                hasNullKey = false;
                return false;
            }
            hasNullKey |= hasNull;
        }
        if (parts.isEmpty()) {
            return false;
        }
        numbers = all;
        rows = (int) Math.min(Integer.MAX_VALUE, all.count() + (hasNullKey ? 1 : 0));
        return true;
    }

    private void add(RightPart.Rows part) {
        var leaf = 0;
        for (var vector : vectors) {
            vector.reserve(rows + part.count());
            for (var into : vector.leaves()) {
                System.arraycopy(part.leaves()[leaf++], 0, into, rows, part.count());
            }
        }
        rows += part.count();
    }

    private void index(Lookup lookup, Compilation compilation) {
        for (var i = 0; i < columns.length; i++) {
            columns[i] = new ColumnData(vectors.get(i).type());
            vectors.get(i).show(columns[i], rows);
        }
        next = new int[rows];
        Arrays.fill(next, -1);
        var groups = new int[rows];
        number(lookup, compilation, groups);
        table.complete();
        first = new int[table.groups()];
        Arrays.fill(first, -1);
        // From the end, so that the rows of a key are found in their order.
        for (var row = rows - 1; row >= 0; row--) {
            var group = groups[row];
            if (group != GroupTable.NONE) {
                isUnique &= first[group] < 0;
                next[row] = first[group];
                first[group] = row;
            }
        }
    }

    private void number(Lookup lookup, Compilation compilation, int... groups) {
        if (lookup.rightKeys().isEmpty()) {
            table.number(new Keys(rows, new boolean[0][]), groups);
            return;
        }
        var flow = Flow.of(lookup.right());
        var outputs = KeyColumns.outputs(lookup.rightKeys());
        var runner = new Runner(new SegmentSpec.Write(outputs, true), flow, compilation);
        var arrays = KeyColumns.arrays(outputs, Math.min(rows, ROWS_AT_ONCE));
        var all = new Rows(rows, columns, new int[][] {null});
        var numbered = new int[ROWS_AT_ONCE];
        for (var from = 0; from < rows; from += ROWS_AT_ONCE) {
            var count = Math.min(ROWS_AT_ONCE, rows - from);
            runner.run(all, from, from + count, arrays, 0);
            var keys = KeyColumns.of(outputs, arrays, count);
            number(keys, numbered);
            System.arraycopy(numbered, 0, groups, from, count);
        }
    }

    private void number(Keys keys, int... into) {
        if (Arrays.stream(keys.valid()).allMatch(valid -> valid == null)) {
            table.number(keys, into);
            return;
        }
        for (var row = 0; row < keys.count(); row++) {
            if (keys.hasNull(row)) {
                hasNullKey = true;
                into[row] = GroupTable.NONE;
            } else {
                into[row] = table.numberOne(keys, row);
            }
        }
    }

    int rows() {
        return rows;
    }

    boolean hasNullKey() {
        return hasNullKey;
    }

    /// Whether each key has one row.
    boolean isUnique() {
        return isUnique;
    }

    ColumnData[] columns() {
        return columns;
    }

    /// The first rows of keys, -1 where there is none. Where only numbers are known, 0 for one of them.
    void find(Keys keys, int[] into) {
        if (numbers != null) {
            findNumbers((long[]) keys.parts()[0], keys, into);
            return;
        }
        table.find(keys, into);
        for (var row = 0; row < keys.count(); row++) {
            into[row] = into[row] == GroupTable.NONE ? -1 : first[into[row]];
        }
    }

    private void findNumbers(long[] sought, Keys keys, int... into) {
        for (var row = 0; row < keys.count(); row++) {
            into[row] = numbers.contains(sought[row]) && !keys.isNull(0, row) ? 0 : -1;
        }
    }

    /// The next row of the same key, or -1.
    int next(int row) {
        return next[row];
    }
}
