/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.config.Compilation;

import java.util.BitSet;
import java.util.List;

/// Passes on the rows for which the condition of the flow is true.
final class FilterStage implements Stage {
    private final Runner runner;
    private final Stage next;

    FilterStage(Flow flow, Compilation compilation, Stage next) {
        this.runner = new Runner(new SegmentSpec.Write(List.of(), true), flow, compilation);
        this.next = next;
    }

    @Override
    public boolean accept(Rows rows) {
        var numbers = new int[rows.count()];
        var passed = runner.run(rows, new Object[] {numbers}, 0);
        return passed == 0 || next.accept(rows.select(numbers, passed));
    }

    @Override
    public void finish() {
        next.finish();
    }

    @Override
    public void use(BitSet bases) {
        runner.use(bases);
        next.use(bases);
    }
}
