/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.relation.spill.RankedRows;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.TableStep;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;

/// Gathers rows and gives them in an order, all or the first ones. Rows for which memory is refused wait on disk, in
/// runs that are in order each.
final class SortStage implements Stage {
    /// So many times more rows than are wanted are gathered before those that are too late are dropped.
    private static final int FACTOR = 4;

    private static final int GATHERED_MIN = 8_192;

    /// About what a row takes beside its columns: its key and its place.
    private static final int KEY_BYTES = 80;

    private final TableStep.Sort step;
    private final RowStore store;
    private final SortKeys keys;
    private final Rest rest;
    private final OperatorMemory memory;
    private final boolean isLong;
    private final RankedRows runs;
    private Comparable<?>[] sortKeys = new Comparable<?>[GATHERED_MIN];
    private int keyed;

    SortStage(TableStep.Sort step, Flow flow, ChainContext context, OperatorMemory memory, Rest rest) {
        this.step = step;
        this.rest = rest;
        this.memory = memory;
        this.keys = new SortKeys(step.order());
        this.isLong = SortKeys.isLong(step.order());
        this.runs = new RankedRows(memory, isLong, TableKinds.of(step.schema()));
        this.store =
                new RowStore(
                        step.schema(), step.order().stream().map(SortKey::by).toList(), flow, context.compilation());
    }

    @Override
    public boolean accept(Rows rows) {
        if (step.count() == 0) {
            return false;
        }
        store.add(rows);
        if (step.count() > 0 && store.rows() >= Math.max(GATHERED_MIN, FACTOR * step.count())) {
            prune();
        }
        if (!memory.holds(store.bytes() + (long) KEY_BYTES * store.rows())) {
            spill();
        }
        return true;
    }

    /// Puts the rows on disk as a run.
    private void spill() {
        var numbers = sorted();
        var count = wanted(numbers);
        for (var from = 0; from < count; from += Window.ROWS) {
            var some = Math.min(Window.ROWS, count - from);
            runs.append(runs.window(ranks(numbers, from, some), store.leaves(numbers, from, some), some));
        }
        runs.endRun();
        store.retain();
        sortKeys = new Comparable<?>[GATHERED_MIN];
        keyed = 0;
        memory.emptied();
    }

    private Object ranks(int[] numbers, int from, int count) {
        if (isLong) {
            var longs = new long[count];
            Arrays.setAll(longs, row -> (long) (Long) sortKeys[numbers[from + row]]);
            return longs;
        }
        var objects = new Object[count];
        Arrays.setAll(objects, row -> sortKeys[numbers[from + row]]);
        return objects;
    }

    private int wanted(int... numbers) {
        return step.count() < 0 ? numbers.length : (int) Math.min(step.count(), numbers.length);
    }

    private void prune() {
        var first = sorted();
        var kept = Arrays.copyOf(first, (int) Math.min(step.count(), first.length));
        var keptKeys = new Comparable<?>[Math.max(GATHERED_MIN, kept.length)];
        for (var i = 0; i < kept.length; i++) {
            keptKeys[i] = sortKeys[kept[i]];
        }
        store.retain(kept);
        sortKeys = keptKeys;
        keyed = kept.length;
    }

    /// The numbers of all rows in the order.
    private int[] sorted() {
        store.showMore();
        if (sortKeys.length < store.rows()) {
            sortKeys = Arrays.copyOf(sortKeys, store.rows());
        }
        var values = new Object[step.order().size()];
        for (; keyed < store.rows(); keyed++) {
            for (var i = 0; i < values.length; i++) {
                values[i] = store.more(i, keyed);
            }
            sortKeys[keyed] = keys.of(values);
        }
        var numbers = new Integer[store.rows()];
        Arrays.setAll(numbers, row -> row);
        Arrays.sort(numbers, Comparator.comparing(row -> sortKeys[row], SortStage::compare));
        return Arrays.stream(numbers).mapToInt(Integer::intValue).toArray();
    }

    private static int compare(Comparable<?> left, Comparable<?> right) {
        return SortKeys.compare(left, right);
    }

    @Override
    public void finish() {
        if (runs.isEmpty()) {
            var numbers = sorted();
            var count = wanted(numbers);
            for (var from = 0; from < count; from += Window.ROWS) {
                rest.accept(store.window(numbers, from, Math.min(Window.ROWS, count - from)));
            }
        } else {
            merge();
        }
        memory.emptied();
        rest.finish();
    }

    private void merge() {
        spill();
        rest.acceptAll(limited(runs.rows()));
    }

    private WindowSource limited(WindowSource rows) {
        return step.count() < 0 ? rows : new Limited(rows, step.count());
    }

    /// The first of some rows.
    private static final class Limited implements WindowSource {
        private final WindowSource rows;
        private long left;

        private Limited(WindowSource rows, long count) {
            this.rows = rows;
            this.left = count;
        }

        @Override
        public Window next() {
            var window = left == 0 ? null : rows.next();
            if (window != null) {
                window.size((int) Math.min(left, window.size()));
                left -= window.size();
            }
            return window;
        }
    }

    @Override
    public void use(BitSet bases) {
        store.runner().use(bases);
    }
}
