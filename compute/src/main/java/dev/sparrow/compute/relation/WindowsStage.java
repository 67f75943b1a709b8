/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.TableStep;
import dev.sparrow.table.step.WindowCall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Gathers rows, orders them, and gives each with the values of functions over the rows around it.
final class WindowsStage implements Stage {
    private final TableStep.Windows step;
    private final RowStore store;
    private final Schema rowSchema;
    private final List<Expression> more;
    private final List<SortKey> order = new ArrayList<>();
    private final Consumer<Window> into;
    private final Runnable done;
    private final ChainContext context;

    WindowsStage(TableStep.Windows step, Flow flow, ChainContext context, Consumer<Window> into, Runnable done) {
        this.step = step;
        this.into = into;
        this.done = done;
        this.context = context;
        var fields = step.schema().fields();
        this.rowSchema = new Schema(fields.subList(0, fields.size() - step.calls().size()));
        step.partitionBy().forEach(by -> order.add(new SortKey(by, true, false)));
        order.addAll(step.order());
        this.more = new ArrayList<>(order.stream().map(SortKey::by).toList());
        step.calls().forEach(call -> more.addAll(arguments(call)));
        this.store = new RowStore(rowSchema, more, flow, context.compilation());
    }

    static List<Expression> arguments(WindowCall call) {
        return call.aggregate() == null ? call.arguments() : call.aggregate().arguments();
    }

    @Override
    public boolean accept(Rows rows) {
        store.add(rows);
        return true;
    }

    @Override
    public void finish() {
        store.showMore();
        var rows = store.rows();
        var keys = keys(rows);
        var numbers = new Integer[rows];
        Arrays.setAll(numbers, row -> row);
        Arrays.sort(numbers, Comparator.comparing(row -> keys[row], SortKeys::compare));
        var sorted = Arrays.stream(numbers).mapToInt(Integer::intValue).toArray();
        var results = new Object[step.calls().size()][rows];
        for (var from = 0; from < rows; ) {
            context.environment().checkCancelled();
            var to = from + 1;
            while (to < rows && samePartition(sorted[from], sorted[to])) {
                to++;
            }
            compute(sorted, from, to, results);
            from = to;
        }
        give(sorted, results);
        done.run();
    }

    private Comparable<?>[] keys(int rows) {
        var normal = new SortKeys(order);
        var keys = new Comparable<?>[rows];
        var values = new Object[order.size()];
        for (var row = 0; row < rows; row++) {
            for (var i = 0; i < values.length; i++) {
                values[i] = store.more(i, row);
            }
            keys[row] = order.isEmpty() ? (Comparable<?>) 0 : normal.of(values);
        }
        return keys;
    }

    private boolean samePartition(int one, int other) {
        return equal(0, step.partitionBy().size(), one, other);
    }

    private boolean equal(int fromKey, int toKey, int one, int other) {
        for (var i = fromKey; i < toKey; i++) {
            var left = store.more(i, one);
            var right = store.more(i, other);
            if (Comparisons.nullsLast(left, right) != 0) {
                return false;
            }
        }
        return true;
    }

    private void compute(int[] sorted, int from, int to, Object[]... results) {
        var peers = new int[to - from];
        for (var i = 1; i < peers.length; i++) {
            peers[i] =
                    peers[i - 1]
                            + (equal(step.partitionBy().size(), order.size(), sorted[from + i - 1], sorted[from + i])
                                    ? 0
                                    : 1);
        }
        var argument = order.size();
        for (var c = 0; c < results.length; c++) {
            var call = step.calls().get(c);
            var first = argument;
            var values =
                    new WindowValues(
                            call,
                            step.order(),
                            peers,
                            (place, row) -> store.more(first + place, sorted[from + row]),
                            row -> store.more(step.partitionBy().size(), sorted[from + row]));
            for (var row = 0; row < peers.length; row++) {
                results[c][from + row] = values.of(row);
            }
            argument += arguments(call).size();
        }
    }

    private void give(int[] sorted, Object[]... results) {
        var fields = step.schema().fields();
        for (var from = 0; from < sorted.length; from += Window.ROWS) {
            var count = Math.min(Window.ROWS, sorted.length - from);
            var leaves = new ArrayList<>(store.leaves(sorted, from, count));
            for (var c = 0; c < results.length; c++) {
                leaves.addAll(vector(fields.get(rowSchema.fields().size() + c), results[c], from, count).leaves());
            }
            into.accept(Window.over(TableKinds.of(step.schema()), leaves, count));
        }
    }

    private static Vector vector(Field field, Object[] values, int from, int count) {
        var vector = new Vector(field.type(), field.nullable(), count);
        for (var row = 0; row < count; row++) {
            vector.set(row, values[from + row]);
        }
        return vector;
    }

    @Override
    public void use(BitSet bases) {
        store.runner().use(bases);
    }
}
