/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.lineage.SourceData;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Decides which part of a program becomes compiled loops: the last steps before the output, as many as fuse, through
/// unions and coalesces, and what these loops take their elements from. Everything below runs in row mode.
///
/// A class, and machine code for it, do not pay for few elements: the first of them run in row mode, see [Head], and
/// the loop takes over where they end.
final class Fusion {

    /// Partitions with fewer elements do not get a class.
    static final int ELEMENTS_MIN = 4096;

    /// Loops nested deeper than this, each run by the one around it, would fill the stack.
    static final int NESTED_MAX = 50;

    private final Evaluation evaluation;
    private final Head head;
    private final int depth;

    private Fusion(Evaluation evaluation, Head head, int depth) {
        this.evaluation = evaluation;
        this.head = head;
        this.depth = depth;
    }

    /// The elements of a partition of the last operation.
    static Elements elements(Evaluation evaluation, int partition) {
        return elements(evaluation, evaluation.lastIndex(), partition, 0);
    }

    /// The elements of a partition of an operation.
    ///
    /// @param depth how many loops run while these elements are asked for, each inside the next
    static Elements elements(Evaluation evaluation, int op, int partition, int depth) {
        return switch (evaluation.environment().compilation()) {
            case NEVER -> new RowElements(rows(evaluation, op, partition, depth));
            case AUTO -> new Fusion(evaluation, new Head(ELEMENTS_MIN, Head.KIND_ELEMENTS), depth).fused(op, partition);
            case ALWAYS -> new Fusion(evaluation, new Head(0, 1), depth).fused(op, partition);
        };
    }

    private static StepIterator rows(Evaluation evaluation, int op, int partition, int depth) {
        return evaluation.iterate(depth, new Frame.Partitions(op, partition, partition + 1, null));
    }

    private Elements fused(int op, int partition) {
        return fused(op, partition, List.of());
    }

    /// The elements of a partition of an operation, with the steps above it.
    private Elements fused(int topOp, int topPartition, Collection<Op.StepCall> above) {
        var calls = new ArrayDeque<>(above);
        if (depth > NESTED_MAX) {
            return over(rows(evaluation, topOp, topPartition, depth), calls);
        }
        var op = topOp;
        var partition = topPartition;
        while (true) {
            switch (evaluation.op(op)) {
                case Op.Steps steps -> {
                    var first = addFusing(steps.calls(), calls);
                    if (first > 0) {
                        return over(evaluation.iterate(depth, new Frame.Calls(steps, first, partition, null)), calls);
                    }
                    op = steps.input();
                }
                case Op.Union union -> {
                    var input = 0;
                    for (; partition >= union.partitions().get(input); input++) {
                        partition -= union.partitions().get(input);
                    }
                    op = union.inputs().get(input);
                }
                case Op.Coalesced coalesced -> {
                    var from = coalesced.firstInput(partition);
                    var to = coalesced.firstInput(partition + 1);
                    var inside = new Fusion(evaluation, head, depth + 1);
                    return new Concatenated(from, to, part -> inside.fused(coalesced.input(), part, calls));
                }
                case Op.Slices _,
                        Op.Read _,
                        Op.Zip _,
                        Op.ZipPartitions _,
                        Op.Cartesian _,
                        Op.CoGrouped _,
                        Op.Joined _,
                        Op.Cached _,
                        Op.ShuffleRead _ -> {
                    return new FusedElements(evaluation, source(op, partition), List.copyOf(calls), head);
                }
            }
        }
    }

    /// Puts the last of a dataset's steps in front of those above, as many as a loop can have. How many are left.
    static int addFusing(List<Op.StepCall> steps, Deque<Op.StepCall> calls) {
        var first = steps.size();
        while (first > 0 && calls.size() < Pipeline.STEPS_MAX && Pipeline.fuses(steps.get(first - 1).step())) {
            calls.addFirst(steps.get(--first));
        }
        return first;
    }

    private Elements over(StepIterator rows, Collection<Op.StepCall> calls) {
        return calls.isEmpty()
                ? new RowElements(rows)
                : new FusedElements(evaluation, new LoopSource.OfIterator(rows, false), List.copyOf(calls), head);
    }

    private LoopSource source(int op, int partition) {
        return switch (evaluation.op(op)) {
            case Op.Read(SourceData.LongRange range, _) -> range(range, partition);
            case Op.Read read -> counted(Sources.open(read, partition, evaluation));
            case Op.Slices slices -> counted(evaluation.environment().slice(slices.source(), partition));
            case Op other ->
                    Gathered.of(other, partition, evaluation, depth + 1)
                            .<LoopSource>map(windows -> new LoopSource.OfWindows(windows))
                            .orElseGet(() -> new LoopSource.OfIterator(rows(evaluation, op, partition, depth), false));
        };
    }

    private static LoopSource counted(Iterator<?> elements) {
        return new LoopSource.OfIterator(elements, true);
    }

    private LoopSource range(SourceData.LongRange range, int partition) {
        var from = range.firstIndex(partition);
        var to = range.firstIndex(partition + 1);
        if (to - from >= ELEMENTS_MIN) {
            head.skip();
        }
        return new LoopSource.OfRange(range.start(), range.step(), from, to);
    }
}
