/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.TableStep;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// The end of a chain before a sort over all partitions: pairs of a key and the row.
final class KeyedStage implements Stage {
    private final TableStep.KeyedBy step;
    private final Flow flow;
    private final ChainContext context;
    private final SortKeys keys;
    private final Kind kind;
    private final boolean isLong;
    private final Consumer<Window> into;
    private RowStore store;

    KeyedStage(TableStep.KeyedBy step, Flow flow, ChainContext context, Consumer<Window> into) {
        this.step = step;
        this.flow = flow;
        this.context = context;
        this.into = into;
        this.keys = new SortKeys(step.order());
        this.isLong = SortKeys.isLong(step.order());
        this.kind =
                new Kind.Struct(
                        Tuple2.class,
                        List.of(isLong ? Kind.Leaf.LONG : Kind.Leaf.OBJECT, TableKinds.of(step.schema())));
        this.store = newStore();
    }

    private RowStore newStore() {
        return new RowStore(
                step.schema(), step.order().stream().map(SortKey::by).toList(), flow, context.compilation());
    }

    @Override
    public boolean accept(Rows rows) {
        store.add(rows);
        store.showMore();
        var numbers = new int[store.rows()];
        Arrays.setAll(numbers, row -> row);
        for (var from = 0; from < numbers.length; from += Window.ROWS) {
            into.accept(window(numbers, from, Math.min(Window.ROWS, numbers.length - from)));
        }
        store.retain();
        return true;
    }

    private Window window(int[] numbers, int from, int count) {
        var leaves = new ArrayList<Object>();
        leaves.add(isLong ? longs(from, count) : objects(from, count));
        leaves.addAll(store.leaves(numbers, from, count));
        return Window.over(kind, leaves, count);
    }

    private long[] longs(int from, int count) {
        var longs = new long[count];
        for (var row = 0; row < count; row++) {
            longs[row] = (long) key(from + row);
        }
        return longs;
    }

    private Object[] objects(int from, int count) {
        var objects = new Object[count];
        for (var row = 0; row < count; row++) {
            objects[row] = key(from + row);
        }
        return objects;
    }

    private Object key(int row) {
        var values = new Object[step.order().size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = store.more(i, row);
        }
        return keys.of(values);
    }

    @Override
    public void finish() {
        // All rows went on as they came.
    }

    @Override
    public void use(BitSet bases) {
        store.runner().use(bases);
    }
}
