/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.compute.relation.hash.Keys;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Finds the partners of rows in a [BuildTable], and passes on what the kind of the lookup says.
final class LookupStage implements Stage {
    private static final int PAIRS_MAX = 4 * Window.ROWS;

    private final Lookup lookup;
    private final BuildTable table;
    private final List<SegmentSpec.Output> outputs;
    private final Runner keys;

    /// Asks the condition of pairs; null if there is none.
    private final Runner condition;

    private final Stage next;
    private final int leftColumns;

    /// Which rows of the right table have partners; null unless that is asked.
    private final boolean[] found;

    private Object[] keyArrays = new Object[0];

    /// @param flow of the left rows
    /// @param pairs of pairs, with the lookup's condition
    LookupStage(Lookup lookup, BuildTable table, Flow flow, Flow pairs, ChainContext context, Stage next) {
        this.lookup = lookup;
        this.table = table;
        this.next = next;
        this.leftColumns = flow.bases().size();
        this.outputs = KeyColumns.outputs(flow.resolve(lookup.leftKeys()));
        this.keys = new Runner(new SegmentSpec.Write(outputs, true), flow, context.compilation());
        this.condition =
                lookup.condition() == null
                        ? null
                        : new Runner(new SegmentSpec.Write(List.of(), true), pairs, context.compilation());
        this.found = lookup.kind() == Lookup.Kind.FULL ? new boolean[table.rows()] : null;
        this.lastColumns = none(flow);
        this.lastSides = flow.listed().size();
    }

    /// Columns without a row.
    private static ColumnData[] none(Flow flow) {
        var columns = new ColumnData[flow.bases().size()];
        flow.columns().forEach(column -> addTypes(column, columns));
        for (var i = 0; i < columns.length; i++) {
            columns[i] = columns[i] == null ? new ColumnData(Plain.NULL) : columns[i];
            new Vector(columns[i].type(), true, 1).show(columns[i], 0);
        }
        return columns;
    }

    private static void addTypes(Expression expression, ColumnData... columns) {
        if (expression instanceof Expression.Input input) {
            columns[input.column()] = new ColumnData(input.type());
        }
        expression.children().forEach(child -> addTypes(child, columns));
    }

    /// The left rows of one call, and their partners.
    private final class Matching {
        private final Rows lefts;
        private final int[] firsts;
        private final boolean[] matched;
        private final int[] left = new int[PAIRS_MAX];
        private final int[] right = new int[PAIRS_MAX];
        private int count;
        private boolean wantsMore = true;

        Matching(Rows lefts, int... firsts) {
            this.lefts = lefts;
            this.firsts = firsts;
            this.matched = new boolean[lefts.count()];
        }

        boolean pairs() {
            for (var row = 0; row < lefts.count() && wantsMore; row++) {
                for (var partner = firsts[row]; partner >= 0; partner = table.next(partner)) {
                    left[count] = row;
                    right[count++] = partner;
                    if (count == PAIRS_MAX) {
                        flush();
                    }
                }
            }
            flush();
            return wantsMore;
        }

        /// Passes on the pairs that are gathered, as far as they fulfil the condition.
        private void flush() {
            if (count == 0) {
                return;
            }
            var pairs = lefts.select(left, count).with(table.columns(), Arrays.copyOf(right, count));
            if (condition != null) {
                var passing = new int[count];
                var passed = condition.run(pairs, new Object[] {passing}, 0);
                for (var i = 0; i < passed; i++) {
                    mark(passing[i]);
                }
                pairs = pairs.select(passing, passed);
            } else {
                for (var i = 0; i < count; i++) {
                    mark(i);
                }
            }
            count = 0;
            if (lookup.kind().showsRight() && pairs.count() > 0) {
                wantsMore &= next.accept(pairs);
            }
        }

        private void mark(int pair) {
            if (lookup.kind() == Lookup.Kind.SINGLE && matched[left[pair]]) {
                throw new SparrowException(
                        ErrorCode.INVALID_ARGUMENT,
                        "A subquery that stands for a value returned more than one row. Limit it to one, or aggregate its"
                                + " rows.");
            }
            matched[left[pair]] = true;
            if (found != null) {
                found[right[pair]] = true;
            }
        }
    }

    @Override
    public boolean accept(Rows rows) {
        if (keyArrays.length == 0 || ((int[]) keyArrays[keyArrays.length - 1]).length < rows.count()) {
            keyArrays = KeyColumns.arrays(outputs, rows.count());
        }
        lastColumns = rows.columns();
        lastSides = rows.indexes().length;
        var passed = keys.run(rows, keyArrays, 0);
        if (passed == 0) {
            return true;
        }
        var numbers = Arrays.copyOf((int[]) keyArrays[keyArrays.length - 1], passed);
        var lefts = rows.select(numbers, passed);
        var firsts = new int[passed];
        var sought = KeyColumns.of(outputs, keyArrays, passed);
        table.find(sought, firsts);
        return switch (lookup.kind()) {
            case INNER ->
                    (condition == null && table.isUnique())
                            ? unique(lefts, firsts)
                            : new Matching(lefts, firsts).pairs();
            case LEFT, FULL, SINGLE -> {
                var matching = new Matching(lefts, firsts);
                yield matching.pairs() && alone(lefts, matching.matched);
            }
            case SEMI -> passed(lefts, matched(lefts, firsts), true);
            case ANTI -> passed(lefts, matched(lefts, firsts), false);
            case NULL_AWARE_ANTI -> surelyAlone(lefts, sought, matched(lefts, firsts));
            case MARK -> marked(lefts, sought, matched(lefts, firsts));
        };
    }

    /// Each left row has at most one partner.
    private boolean unique(Rows lefts, int... firsts) {
        var left = new int[lefts.count()];
        var right = new int[lefts.count()];
        var count = 0;
        for (var row = 0; row < firsts.length; row++) {
            left[count] = row;
            right[count] = firsts[row];
            count += firsts[row] >= 0 ? 1 : 0;
        }
        return count == 0 || next.accept(lefts.select(left, count).with(table.columns(), right));
    }

    private boolean[] matched(Rows lefts, int... firsts) {
        if (condition != null) {
            var matching = new Matching(lefts, firsts);
            matching.pairs();
            return matching.matched;
        }
        var matched = new boolean[firsts.length];
        for (var row = 0; row < matched.length; row++) {
            matched[row] = firsts[row] >= 0;
        }
        return matched;
    }

    private boolean passed(Rows lefts, boolean[] matched, boolean wanted) {
        var numbers = new int[matched.length];
        var count = 0;
        for (var row = 0; row < matched.length; row++) {
            numbers[count] = row;
            count += matched[row] == wanted ? 1 : 0;
        }
        return count == 0 || next.accept(lefts.select(numbers, count));
    }

    private boolean surelyAlone(Rows lefts, Keys sought, boolean... matched) {
        if (table.rows() == 0) {
            return next.accept(lefts);
        }
        var excluded = new boolean[matched.length];
        for (var row = 0; row < excluded.length; row++) {
            excluded[row] = matched[row] || table.hasNullKey() || sought.hasNull(row);
        }
        return passed(lefts, excluded, false);
    }

    private boolean marked(Rows lefts, Keys sought, boolean... matched) {
        var marks = new Vector(Plain.BOOLEAN, true, matched.length);
        for (var row = 0; row < matched.length; row++) {
            var unknown = table.rows() > 0 && !matched[row] && (table.hasNullKey() || sought.hasNull(row));
            marks.set(row, unknown ? null : (Boolean) matched[row]);
        }
        var data = new ColumnData(Plain.BOOLEAN);
        marks.show(data, matched.length);
        var numbers = new int[matched.length];
        Arrays.setAll(numbers, row -> row);
        return next.accept(lefts.with(new ColumnData[] {data}, numbers));
    }

    /// Left rows without partners, with missing values.
    private boolean alone(Rows lefts, boolean... matched) {
        var numbers = new int[matched.length];
        var count = 0;
        for (var row = 0; row < matched.length; row++) {
            numbers[count] = row;
            count += matched[row] ? 0 : 1;
        }
        if (count == 0) {
            return true;
        }
        var none = new int[count];
        Arrays.fill(none, -1);
        return next.accept(lefts.select(numbers, count).with(table.columns(), none));
    }

    @Override
    public void finish() {
        if (found != null) {
            rightsAlone();
        }
        next.finish();
    }

    /// Right rows without partners. What the left columns would be is not looked at.
    private void rightsAlone() {
        var rows = new int[found.length];
        var count = 0;
        for (var row = 0; row < found.length; row++) {
            rows[count] = row;
            count += found[row] ? 0 : 1;
        }
        if (count > 0) {
            var none = new int[count];
            Arrays.fill(none, -1);
            var lefts = new int[lastSides][];
            Arrays.fill(lefts, none);
            next.accept(new Rows(count, lastColumns, lefts).with(table.columns(), Arrays.copyOf(rows, count)));
        }
    }

    /// The columns of left rows, with the layouts that they had last.
    private ColumnData[] lastColumns;

    private int lastSides;

    @Override
    public void use(BitSet bases) {
        keys.use(bases);
        if (condition != null) {
            condition.use(bases);
        }
        next.use(bases);
        bases.clear(leftColumns, Math.max(leftColumns, bases.length()));
    }
}
