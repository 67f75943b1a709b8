/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Field;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Passes on a row for each element of a list.
final class UnnestStage implements Stage {
    private final TableStep.Unnest step;
    private final SegmentSpec.Output list;
    private final Runner runner;
    private final Stage next;
    private final int columns;

    UnnestStage(TableStep.Unnest step, Flow flow, ChainContext context, Stage next) {
        this.step = step;
        this.next = next;
        this.columns = flow.bases().size();
        this.list = new SegmentSpec.Output(flow.resolve(step.list()), SegmentSpec.Form.COLUMN);
        this.runner = new Runner(new SegmentSpec.Write(List.of(list), true), flow, context.compilation());
    }

    @Override
    public boolean accept(Rows rows) {
        var lists = new Object[rows.count()];
        var numbers = new int[rows.count()];
        var passed = runner.run(rows, new Object[] {lists, numbers}, 0);
        var left = new ArrayList<Integer>();
        var elements = new ArrayList<Object>();
        for (var row = 0; row < passed; row++) {
            var of = lists[row] == null ? List.of() : (List<?>) lists[row];
            if (of.isEmpty() && step.outer()) {
                left.add(numbers[row]);
                elements.add(null);
            }
            for (var element : of) {
                left.add(numbers[row]);
                elements.add(element);
            }
        }
        if (left.isEmpty()) {
            return true;
        }
        var field = element(step);
        var vector = new Vector(field.type(), true, left.size());
        for (var row = 0; row < left.size(); row++) {
            vector.set(row, Carrier.of(elements.get(row), field.type()));
        }
        var data = new ColumnData(field.type());
        vector.show(data, left.size());
        var index = new int[left.size()];
        java.util.Arrays.setAll(index, row -> row);
        var lefts = left.stream().mapToInt(Integer::intValue).toArray();
        return next.accept(rows.select(lefts, lefts.length).with(new ColumnData[] {data}, index));
    }

    /// The column of the elements.
    static Field element(TableStep.Unnest step) {
        return step.schema().fields().getLast();
    }

    @Override
    public void finish() {
        next.finish();
    }

    @Override
    public void use(BitSet bases) {
        runner.use(bases);
        next.use(bases);
        bases.clear(columns, Math.max(columns, bases.length()));
    }
}
