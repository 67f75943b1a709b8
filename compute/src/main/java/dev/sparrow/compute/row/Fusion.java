/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.lineage.SourceData;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Decides which part of a program becomes one compiled loop: the last steps before the output, as many as fuse, and a
/// range below them if nothing is between. Everything else runs in row mode.
///
/// A class, and machine code for it, do not pay for few elements. Whether a range is long enough is known; of anything
/// else the first elements run in row mode, and the loop takes over where they end.
final class Fusion {

    /// Partitions with fewer elements do not get a class.
    static final int ELEMENTS_MIN = 4096;

    private final Evaluation evaluation;
    private final int partition;
    private final boolean always;

    private Fusion(Evaluation evaluation, int partition, boolean always) {
        this.evaluation = evaluation;
        this.partition = partition;
        this.always = always;
    }

    /// The elements of a partition of the last operation.
    static Elements elements(Evaluation evaluation, int partition) {
        return switch (evaluation.environment().compilation()) {
            case NEVER -> rows(evaluation, partition);
            case AUTO -> new Fusion(evaluation, partition, false).fused().orElseGet(() -> rows(evaluation, partition));
            case ALWAYS -> new Fusion(evaluation, partition, true).fused().orElseGet(() -> rows(evaluation, partition));
        };
    }

    private static Elements rows(Evaluation evaluation, int partition) {
        return new RowElements(evaluation.iterate(partition));
    }

    private Optional<Elements> fused() {
        var last = evaluation.lastOp();
        if (last instanceof Op.Read(SourceData.LongRange range, _)) {
            return overRange(range, List.of());
        }
        if (!(last instanceof Op.Steps steps)) {
            return Optional.empty();
        }
        var calls = steps.calls();
        var first = calls.size();
        while (first > 0 && calls.size() - first < Pipeline.STEPS_MAX && Pipeline.fuses(calls.get(first - 1).step())) {
            first--;
        }
        if (first == calls.size()) {
            return Optional.empty();
        }
        var fused = calls.subList(first, calls.size());
        if (first > 0) {
            return Optional.of(
                    over(evaluation.iterate(0, new Frame.Calls(steps, first, partition, null)), false, fused));
        }
        return switch (evaluation.op(steps.input())) {
            case Op.Read(SourceData.LongRange range, _) -> overRange(range, fused);
            case Op.Read read -> Optional.of(over(Sources.open(read, partition, evaluation), true, fused));
            case Op.Slices slices ->
                    Optional.of(over(evaluation.environment().slice(slices.source(), partition), true, fused));
            case Op.Steps _,
                    Op.Union _,
                    Op.Zip _,
                    Op.Cartesian _,
                    Op.Coalesced _,
                    Op.CoGrouped _,
                    Op.Cached _,
                    Op.Joined _,
                    Op.ShuffleRead _ ->
                    Optional.of(
                            over(
                                    evaluation.iterate(
                                            0, new Frame.Partitions(steps.input(), partition, partition + 1, null)),
                                    false,
                                    fused));
        };
    }

    private Optional<Elements> overRange(SourceData.LongRange range, List<Op.StepCall> fused) {
        var from = range.firstIndex(partition);
        var to = range.firstIndex(partition + 1);
        if (!always && to - from < ELEMENTS_MIN) {
            return Optional.empty();
        }
        var source = new LoopSource.OfRange(range.start(), range.step(), from, to);
        return Optional.of(new FusedElements(evaluation, partition, source, fused, 0));
    }

    /// @param counted whether its elements are those that a task reads
    private Elements over(Iterator<?> elements, boolean counted, List<Op.StepCall> fused) {
        var source = new LoopSource.OfIterator(elements, counted);
        return new FusedElements(evaluation, partition, source, fused, always ? 0 : ELEMENTS_MIN);
    }
}
