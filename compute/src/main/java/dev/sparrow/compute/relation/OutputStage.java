/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// The end of a chain: windows of its columns, each full but the last.
final class OutputStage implements Stage {
    private final Schema schema;
    private final Kind kind;
    private final Runner runner;
    private final Consumer<Window> into;
    private List<Vector> vectors;
    private Object[] arrays;
    private int filled;

    /// @param kind of the windows, whose leaves are those of the columns
    OutputStage(Schema schema, Kind kind, Flow flow, Compilation compilation, Consumer<Window> into) {
        this.schema = schema;
        this.kind = kind;
        this.into = into;
        var outputs =
                flow.columns().stream().map(column -> new SegmentSpec.Output(column, SegmentSpec.Form.COLUMN)).toList();
        this.runner = new Runner(new SegmentSpec.Write(fitted(outputs), false), flow, compilation);
    }

    OutputStage(Schema schema, Flow flow, Compilation compilation, Consumer<Window> into) {
        this(schema, TableKinds.of(schema), flow, compilation, into);
    }

    /// A column that may have missing values by its schema has room for the mark, whatever is known here.
    private List<SegmentSpec.Output> fitted(List<SegmentSpec.Output> outputs) {
        var fitted = new ArrayList<SegmentSpec.Output>();
        for (var i = 0; i < outputs.size(); i++) {
            var value = outputs.get(i).value();
            var nullable = schema.fields().get(i).nullable();
            fitted.add(
                    nullable && !value.nullable()
                            ? new SegmentSpec.Output(SegmentSpec.nullable(value), SegmentSpec.Form.COLUMN)
                            : outputs.get(i));
        }
        return fitted;
    }

    @Override
    public boolean accept(Rows rows) {
        for (var from = 0; from < rows.count(); ) {
            if (vectors == null) {
                create();
            }
            var to = Math.min(rows.count(), from + Window.ROWS - filled);
            filled = runner.run(rows, from, to, arrays, filled);
            from = to;
            if (filled == Window.ROWS) {
                flush();
            }
        }
        return true;
    }

    private void create() {
        vectors = new ArrayList<>();
        var leaves = new ArrayList<Object>();
        for (var field : schema.fields()) {
            var vector = new Vector(field.type(), field.nullable(), Window.ROWS);
            vectors.add(vector);
            leaves.addAll(vector.leaves());
        }
        arrays = leaves.toArray();
    }

    private void flush() {
        if (filled > 0) {
            if (kind instanceof Kind.Struct(var record, _)) {
                RecordTexts.convert(record, vectors, filled);
            }
            into.accept(Window.over(kind, List.of(arrays), filled));
        }
        vectors = null;
        filled = 0;
    }

    @Override
    public void finish() {
        flush();
    }

    @Override
    public void use(BitSet bases) {
        runner.use(bases);
    }
}
