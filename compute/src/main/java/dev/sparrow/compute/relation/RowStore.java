/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/// Rows that are gathered: the columns of a table, and some expressions more.
final class RowStore {
    private final Schema schema;
    private final List<Vector> vectors = new ArrayList<>();
    private final int more;
    private final Runner runner;
    private final List<ColumnData> moreColumns = new ArrayList<>();
    private int rows;

    /// @param more over the columns of the flow
    RowStore(Schema schema, List<Expression> more, Flow flow, Compilation compilation) {
        this.schema = schema;
        this.more = more.size();
        var outputs = new ArrayList<SegmentSpec.Output>();
        for (var i = 0; i < schema.fields().size(); i++) {
            var field = schema.fields().get(i);
            add(flow.columns().get(i), field.nullable(), outputs);
        }
        for (var expression : more) {
            add(flow.resolve(expression), true, outputs);
        }
        this.runner = new Runner(new SegmentSpec.Write(outputs, false), flow, compilation);
        for (var expression : more) {
            moreColumns.add(new ColumnData(expression.type()));
        }
    }

    private void add(Expression value, boolean nullable, List<SegmentSpec.Output> outputs) {
        vectors.add(new Vector(value.type(), nullable, Window.ROWS));
        outputs.add(
                new SegmentSpec.Output(
                        nullable && !value.nullable() ? SegmentSpec.nullable(value) : value, SegmentSpec.Form.COLUMN));
    }

    Runner runner() {
        return runner;
    }

    int rows() {
        return rows;
    }

    /// About what they take in the heap.
    long bytes() {
        return rows * vectors.stream().mapToLong(Vector::bytesPerRow).sum();
    }

    /// Gathers rows.
    ///
    /// @return the number of the first of them
    int add(Rows added) {
        var leaves = new ArrayList<Object>();
        for (var vector : vectors) {
            vector.reserve(rows + added.count());
            leaves.addAll(vector.leaves());
        }
        var first = rows;
        rows = runner.run(added, leaves.toArray(), rows);
        return first;
    }

    /// Lets the further values of the rows be read.
    void showMore() {
        for (var i = 0; i < more; i++) {
            vectors.get(vectors.size() - more + i).show(moreColumns.get(i), rows);
        }
    }

    /// A further value of a row in the form of a carrier.
    Object more(int number, int row) {
        return moreColumns.get(number).box(row);
    }

    /// The rows with these numbers, in this order.
    Window window(int[] numbers, int from, int count) {
        var leaves = new ArrayList<Object>();
        for (var vector : vectors.subList(0, vectors.size() - more)) {
            for (var array : vector.leaves()) {
                leaves.add(gathered(array, numbers, from, count));
            }
        }
        return Window.over(TableKinds.of(schema), leaves, count);
    }

    /// The arrays of the columns, with these rows alone.
    List<Object> leaves(int[] numbers, int from, int count) {
        return window(numbers, from, count).arrays();
    }

    private static Object gathered(Object array, int[] numbers, int from, int count) {
        return switch (array) {
            case long[] values -> {
                var gathered = new long[count];
                for (var i = 0; i < count; i++) {
                    gathered[i] = values[numbers[from + i]];
                }
                yield gathered;
            }
            case int[] values -> {
                var gathered = new int[count];
                for (var i = 0; i < count; i++) {
                    gathered[i] = values[numbers[from + i]];
                }
                yield gathered;
            }
            case double[] values -> {
                var gathered = new double[count];
                for (var i = 0; i < count; i++) {
                    gathered[i] = values[numbers[from + i]];
                }
                yield gathered;
            }
            case Object[] values -> {
                var gathered = new Object[count];
                for (var i = 0; i < count; i++) {
                    gathered[i] = values[numbers[from + i]];
                }
                yield gathered;
            }
            case Object other -> {
                var gathered = Array.newInstance(other.getClass().componentType(), count);
                for (var i = 0; i < count; i++) {
                    Array.set(gathered, i, Array.get(other, numbers[from + i]));
                }
                yield gathered;
            }
        };
    }

    /// Keeps the rows with these numbers alone, in this order.
    void retain(int... numbers) {
        for (var vector : vectors) {
            for (var array : vector.leaves()) {
                var kept = gathered(array, numbers, 0, numbers.length);
                System.arraycopy(kept, 0, array, 0, numbers.length);
            }
        }
        rows = numbers.length;
    }
}
