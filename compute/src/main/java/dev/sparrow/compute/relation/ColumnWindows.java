/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.column.Utf8;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.BatchReader;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Carrier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// The columns of files as windows, over the arrays that the reader fills. Columns that nobody reads have no arrays.
public final class ColumnWindows implements WindowSource {
    private final Schema schema;
    private final Kind.Columns kind;
    private final List<Integer> read;
    private final BatchReader reader;
    private final TaskCounters counters;

    private ColumnWindows(Schema schema, List<Integer> read, BatchReader reader, TaskCounters counters) {
        this.schema = schema;
        this.kind = TableKinds.of(schema);
        this.read = read;
        this.reader = reader;
        this.counters = counters;
    }

    /// The columns of a partition.
    ///
    /// @param open opens the columns of these names
    public static ColumnWindows of(
            Schema schema, BitSet used, Function<List<String>, BatchReader> open, TaskCounters counters) {
        var read = used.isEmpty() ? List.of(0) : used.stream().boxed().toList(); // rows are counted by some column
        var names = read.stream().map(place -> schema.fields().get(place).name()).toList();
        return new ColumnWindows(schema, read, open.apply(names), counters);
    }

    @Override
    public Window next() {
        var batch = reader.next();
        while (batch != null && batch.rows() == 0) {
            batch = reader.next();
        }
        if (batch == null) {
            return null;
        }
        counters.readOfFile(batch.rows());
        return window(batch);
    }

    private Window window(ColumnBatch batch) {
        var leaves = new ArrayList<Object>();
        for (var place = 0; place < schema.fields().size(); place++) {
            var at = read.indexOf(place);
            leaves.addAll(
                    at < 0
                            ? Collections.nCopies(kind.parts().get(place).leaves(), null)
                            : leaves(schema.fields().get(place), batch.columns().get(at), batch.rows()));
        }
        return Window.over(kind, leaves, batch.rows());
    }

    private static List<Object> leaves(Field field, ColumnArray column, int rows) {
        if (!field.nullable() && column.hasNulls()) {
            requirePresent(field, column, rows);
        }
        var direct = column.type().equals(field.type()) ? direct(column, rows) : null;
        if (direct == null) {
            return converted(field, column, rows);
        }
        var leaves = new ArrayList<Object>();
        if (TableKinds.of(field) instanceof Kind.Nullable) {
            leaves.add(validity(column, rows));
        }
        leaves.addAll(direct);
        return leaves;
    }

    private static void requirePresent(Field field, ColumnArray column, int rows) {
        for (var row = 0; row < rows; row++) {
            if (column.isNull(row)) {
                throw new SparrowException(
                        ErrorCode.MALFORMED_INPUT,
                        "The column "
                                + field.name()
                                + " has missing values in one of the files, and the first of them says that it has none."
                                + " Write the files anew with one schema.");
            }
        }
    }

    private static boolean[] validity(ColumnArray column, int rows) {
        var valid = new boolean[rows];
        if (!column.hasNulls()) {
            Arrays.fill(valid, true);
        } else {
            for (var row = 0; row < rows; row++) {
                valid[row] = !column.isNull(row);
            }
        }
        return valid;
    }

    /// The arrays of the values; null where the table has others.
    private static List<Object> direct(ColumnArray column, int rows) {
        var storage = ColumnData.storage(column.type());
        return switch (column.values()) {
            case ColumnArray.Booleans(var array) -> List.of(array);
            case ColumnArray.Ints(var array) when storage == ColumnData.Storage.INT -> List.of(array);
            case ColumnArray.Longs(var array) -> List.of(array);
            case ColumnArray.Floats(var array) -> List.of(array);
            case ColumnArray.Doubles(var array) -> List.of(array);
            case ColumnArray.Wides(var high, var low) when storage == ColumnData.Storage.WIDE -> List.of(high, low);
            case ColumnArray.Counts(var array, var unit) -> List.of(nanos(array, unit.getDuration().toNanos(), rows));
            case ColumnArray.Bytes bytes when storage == ColumnData.Storage.TEXT ->
                    List.of((Object) texts(bytes, column, rows));
            case ColumnArray.Places(var places, var dictionary) when storage == ColumnData.Storage.TEXT ->
                    List.of((Object) texts(places, dictionary, column, rows));
            case ColumnArray.Ints _,
                    ColumnArray.Wides _,
                    ColumnArray.Bytes _,
                    ColumnArray.Places _,
                    ColumnArray.Objects _ ->
                    null;
        };
    }

    private static long[] nanos(long[] counts, long unit, int rows) {
        var nanos = new long[rows];
        for (var row = 0; row < rows; row++) {
            nanos[row] = counts[row] * unit;
        }
        return nanos;
    }

    private static Object[] texts(ColumnArray.Bytes bytes, ColumnArray column, int rows) {
        var texts = new Object[rows];
        for (var row = 0; row < rows; row++) {
            var from = bytes.offsets()[row];
            texts[row] = column.isNull(row) ? null : new Utf8(bytes.array(), from, bytes.offsets()[row + 1] - from);
        }
        return texts;
    }

    private static Object[] texts(int[] places, ColumnArray.Bytes dictionary, ColumnArray column, int rows) {
        var known = new Utf8[dictionary.offsets().length];
        var texts = new Object[rows];
        for (var row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                var place = places[row];
                if (known[place] == null) {
                    var from = dictionary.offsets()[place];
                    known[place] = new Utf8(dictionary.array(), from, dictionary.offsets()[place + 1] - from).ownCopy();
                }
                texts[row] = known[place];
            }
        }
        return texts;
    }

    private static List<Object> converted(Field field, ColumnArray column, int rows) {
        var objects = column.objects();
        var vector = new Vector(field.type(), field.nullable(), rows);
        for (var row = 0; row < rows; row++) {
            vector.set(row, Carrier.of(objects.apply(row), field.type()));
        }
        return vector.leaves();
    }
}
