/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.Segment;
import dev.sparrow.compute.relation.segment.SegmentShape;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.compute.relation.segment.SegmentWriter;
import dev.sparrow.config.Compilation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Runs what a chain computes of rows at one place: interpreted for the first of them, then compiled for the layouts
/// that columns have, which may change from window to window.
final class Runner {
    /// Below, the interpreter is done sooner than a class is written.
    private static final int COMPILED_MIN = 2_048;

    private final SegmentSpec spec;
    private final List<SegmentShape.SideUse> sides;
    private final Compilation compilation;
    private final ColumnData[] columns;
    private final int[][] indexes;
    private List<ColumnData.Layout> layouts = List.of();
    private Segment segment;
    private boolean isCompiled;
    private long seen;

    Runner(SegmentSpec.End end, Flow flow, Compilation compilation) {
        this.spec = SegmentSpec.of(flow.condition(), end, flow.uses());
        this.compilation = compilation;
        this.sides =
                spec.uses().stream().map(use -> new SegmentShape.SideUse(flow.side(use.side()), use.side())).toList();
        this.columns = new ColumnData[spec.uses().size()];
        this.indexes = new int[columns.length][];
    }

    /// Marks the base columns that it reads.
    void use(BitSet into) {
        spec.uses().forEach(use -> into.set(use.column()));
    }

    /// Takes rows `from` up to `to`; see [Segment#run].
    int run(Rows rows, int from, int to, Object[] out, int filled) {
        var now = new ArrayList<ColumnData.Layout>(columns.length);
        for (var i = 0; i < columns.length; i++) {
            var use = spec.uses().get(i);
            columns[i] = rows.columns()[use.column()];
            indexes[i] = rows.indexes()[use.side()];
            now.add(columns[i].layout());
        }
        seen += to - from;
        if (segment == null || !now.equals(layouts) || (!isCompiled && isWorthIt())) {
            layouts = now;
            choose();
        }
        return segment.run(columns, indexes, from, to, out, filled);
    }

    int run(Rows rows, Object[] out, int filled) {
        return run(rows, 0, rows.count(), out, filled);
    }

    private boolean isWorthIt() {
        return compilation != Compilation.NEVER && (compilation == Compilation.ALWAYS || seen >= COMPILED_MIN);
    }

    private void choose() {
        if (compilation != Compilation.NEVER) {
            var compiled = SegmentWriter.compile(spec, layouts, sides, !isWorthIt());
            if (compiled.isPresent()) {
                segment = compiled.get();
                isCompiled = true;
                return;
            }
            isCompiled = isWorthIt(); // it cannot be, and is not asked again
        }
        segment = new Segment().with(spec);
    }
}
