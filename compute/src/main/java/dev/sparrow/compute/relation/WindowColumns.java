/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Carrier;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Shows the columns of windows to loops: where they are if they have the form of the table, else as arrays that are
/// filled value by value.
final class WindowColumns {
    private final Schema schema;
    private final BitSet used;
    private final ColumnData[] columns;

    /// The kinds of the values of columns in the form of the table.
    private final Kind[] forms;

    /// The kind of the last window, its parts and the first leaf of each; no parts if it is no table's.
    private Kind kind;

    private List<Kind> parts = List.of();
    private int[] leaves = {};

    /// The rows of the window as objects; null before they are asked for.
    private Object[] elements;

    /// @param used the columns that anybody reads
    WindowColumns(Schema schema, BitSet used) {
        this.schema = schema;
        this.used = used;
        this.columns = new ColumnData[schema.fields().size()];
        this.forms = new Kind[columns.length];
        for (var i = 0; i < columns.length; i++) {
            var type = schema.fields().get(i).type();
            columns[i] = new ColumnData(type);
            forms[i] = TableKinds.of(new Field("", type, false));
            new Vector(columns[i].type(), true, 1).show(columns[i], 0); // until there is a window
        }
    }

    ColumnData[] columns() {
        return columns;
    }

    /// Passes windows to a stage, to the end or until it wants no more.
    ///
    /// @param schema of the windows
    static void pass(WindowSource windows, Schema schema, Stage to, ChainContext context) {
        var used = new BitSet();
        to.use(used);
        var columns = new WindowColumns(schema, used);
        var wantsMore = true;
        for (var window = windows.next(); window != null && wantsMore; window = windows.next()) {
            context.environment().checkCancelled();
            columns.show(window);
            wantsMore = to.accept(new Rows(window.size(), columns.columns(), new int[][] {null}));
        }
        to.finish();
    }

    void show(Window window) {
        elements = null;
        know(window.kind());
        if (parts.isEmpty()) {
            used.stream().forEach(column -> convert(window, column));
            return;
        }
        for (var i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            if (!showDirectly(window, parts.get(i), leaves[i], i)) {
                convert(window, i);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the windows of a batch have the same
    private void know(Kind of) {
        if (of == kind) {
            return;
        }
        kind = of;
        parts = parts(of);
        if (parts.size() != columns.length) {
            parts = List.of();
        }
        leaves = new int[parts.size()];
        var leaf = 0;
        for (var i = 0; i < leaves.length; i++) {
            leaves[i] = leaf;
            leaf += parts.get(i).leaves();
        }
    }

    private static List<Kind> parts(Kind kind) {
        return switch (kind) {
            case Kind.Columns(var parts) -> parts;
            case Kind.Struct(_, var parts) -> parts;
            case Kind.Leaf _, Kind.Value _, Kind.Nullable _, Kind.Nulls _ -> List.of();
        };
    }

    /// @return false if the part is of another form
    private boolean showDirectly(Window window, Kind part, int first, int column) {
        var data = columns[column];
        var storage = ColumnData.storage(data.type());
        var values = part instanceof Kind.Nullable(var inner) ? inner : part;
        if (storage == Storage.TEXT && part == Kind.Leaf.OBJECT) {
            window.texts(first, data.showTexts(schema.fields().get(column).nullable()));
            return true;
        }
        if (!values.equals(forms[column])) {
            return false;
        }
        if (storage == Storage.OBJECT) {
            data.showObjects(window.leaf(first), true);
            return true;
        }
        var hasNulls = part instanceof Kind.Nullable && !window.alwaysValid().contains(first);
        var leaf = part instanceof Kind.Nullable ? first + 1 : first;
        var isWide = storage == Storage.WIDE;
        if (window.isInMemory()) {
            data.showMemory(
                    hasNulls ? window.address(first) : 0, window.address(leaf), isWide ? window.address(leaf + 1) : 0);
        } else {
            data.showArrays(
                    hasNulls ? (boolean[]) window.leaf(first) : null,
                    window.leaf(leaf),
                    isWide ? window.leaf(leaf + 1) : null);
        }
        return true;
    }

    // ---- Values of another form

    private void convert(Window window, int column) {
        if (elements == null) {
            elements = new Object[window.size()];
            Arrays.setAll(elements, window::get);
        }
        var field = schema.fields().get(column);
        var vector = new Vector(field.type(), field.nullable(), elements.length);
        for (var row = 0; row < elements.length; row++) {
            vector.set(row, Carrier.of(Elements.value(elements[row], column), field.type()));
        }
        vector.show(columns[column], elements.length);
    }
}
