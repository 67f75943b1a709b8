/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.TableStep;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.Consumer;

/// Gathers rows and gives them in an order, all or the first ones.
final class SortStage implements Stage {
    /// So many times more rows than are wanted are gathered before those that are too late are dropped.
    private static final int FACTOR = 4;

    private static final int GATHERED_MIN = 8_192;

    private final TableStep.Sort step;
    private final RowStore store;
    private final SortKeys keys;
    private final Consumer<Window> into;
    private final Runnable done;
    private Comparable<?>[] sortKeys = new Comparable<?>[GATHERED_MIN];
    private int keyed;

    SortStage(TableStep.Sort step, Flow flow, ChainContext context, Consumer<Window> into, Runnable done) {
        this.step = step;
        this.into = into;
        this.done = done;
        this.keys = new SortKeys(step.order());
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
        return true;
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
        var numbers = sorted();
        var count = step.count() < 0 ? numbers.length : (int) Math.min(step.count(), numbers.length);
        for (var from = 0; from < count; from += Window.ROWS) {
            into.accept(store.window(numbers, from, Math.min(Window.ROWS, count - from)));
        }
        done.run();
    }

    @Override
    public void use(BitSet bases) {
        store.runner().use(bases);
    }
}
