/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.window.PartWindows;
import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Step;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Makes of a program the tree of [PhysicalOperator]s that it runs as: the one place that knows what becomes of an
/// operation. What it makes depends on nothing but the program and on whether loops are compiled.
///
/// The last steps before an output become loops, as many as fuse, through unions and coalesces. What cannot be in a
/// loop is [Interpreted]. Nodes ask for their inputs when they are opened, or explained, so a long program is never
/// walked by recursion.
public final class Lowering {

    /// Loops nested deeper than this, each run by the one around it, would fill the stack.
    static final int NESTED_MAX = 50;

    private final List<Op> ops;
    private final Compilation compilation;
    private final int depth;

    private Lowering(List<Op> ops, Compilation compilation, int depth) {
        this.ops = ops;
        this.compilation = compilation;
        this.depth = depth;
    }

    /// The tree of which the root makes the partitions of the last operation.
    ///
    /// @param depth how many loops run while its elements are asked for, each inside the next
    public static Pipelined lower(List<Op> ops, Compilation compilation, int depth) {
        return new Lowering(ops, compilation, depth).elements(ops.size() - 1);
    }

    /// For what is nested one deeper.
    private Lowering nested() {
        return new Lowering(ops, compilation, depth + 1);
    }

    private boolean isDeep() {
        return depth > NESTED_MAX;
    }

    /// An operation whose elements an output takes, or another operator in place of one.
    Pipelined elements(int op) {
        if (isTable(op)) {
            return new CompiledLoop((LoopInput) rows(op), List.of());
        }
        return compilation == Compilation.NEVER ? new Interpreted(rows(op), depth) : elements(op, List.of());
    }

    /// An operation, with the steps above it in the same loops.
    Pipelined elements(int top, Collection<Op.StepCall> above) {
        var calls = new ArrayDeque<>(above);
        if (isDeep()) {
            return over(rows(top), calls);
        }
        var op = top;
        while (ops.get(op) instanceof Op.Steps steps) {
            var left = addFusing(steps.calls(), calls);
            if (left > 0) {
                return over(rows(steps, left), calls);
            }
            op = steps.input();
        }
        if (ops.get(op) instanceof Op.Union union) {
            return new Union(union, List.copyOf(calls), this);
        }
        if (ops.get(op) instanceof Op.Coalesced coalesced) {
            return new Concatenate(coalesced, List.copyOf(calls), nested());
        }
        if (ops.get(op) instanceof Op.Pruned pruned) {
            return new Prune(pruned, List.copyOf(calls), this);
        }
        var rows = rows(op);
        return new CompiledLoop(
                rows instanceof LoopInput input ? input : new Interpreted(rows, depth), List.copyOf(calls));
    }

    /// Whether an operation ends with what tables do, which come in windows.
    private boolean isTable(int op) {
        return ops.get(op) instanceof Op.LookedUp
                || (ops.get(op) instanceof Op.Steps steps && steps.calls().getLast().step() instanceof Step.Relational);
    }

    /// What is left of an operation's steps without those from `count` on, for who takes windows.
    Pipelined elements(Op.Steps steps, int count) {
        if (count == 0) {
            return elements(steps.input());
        }
        if (rows(steps, count) instanceof WindowOperator windows) {
            return new CompiledLoop(windows, List.of());
        }
        if (compilation == Compilation.NEVER) {
            return new Interpreted(rows(steps, count), depth);
        }
        var calls = new ArrayDeque<Op.StepCall>();
        var left = addFusing(steps.calls().subList(0, count), calls);
        return left > 0 ? over(rows(steps, left), calls) : elements(steps.input(), calls);
    }

    private Pipelined over(RowOperator rows, Collection<Op.StepCall> calls) {
        var interpreted = new Interpreted(rows, depth);
        return calls.isEmpty() ? interpreted : new CompiledLoop(interpreted, List.copyOf(calls));
    }

    /// Puts the last of a dataset's steps in front of those above, as many as a loop can have. How many are left.
    private static int addFusing(List<Op.StepCall> steps, Deque<Op.StepCall> calls) {
        var first = steps.size();
        while (first > 0 && calls.size() < Pipeline.STEPS_MAX && Pipeline.fuses(steps.get(first - 1).step())) {
            calls.addFirst(steps.get(--first));
        }
        return first;
    }

    /// An operation whose elements are not those of steps that fuse, or run element by element in any case.
    RowOperator rows(int op) {
        return switch (ops.get(op)) {
            case Op.Slices(var source) -> new ListScan(source);
            case Op.Answers(var asker) -> new AnswerScan(asker);
            case Op.Read(var data, var label) -> new Scan(data, label);
            case Op.Steps steps -> rows(steps, steps.calls().size());
            case Op.Union union -> new RowUnion(union, this);
            case Op.Coalesced coalesced -> new RowConcatenate(coalesced, this);
            case Op.Pruned pruned -> new RowPrune(pruned, this);
            case Op.Zip zip -> new Zip(zip, this);
            case Op.ZipPartitions zip -> new ZipPartitions(zip, this);
            case Op.Cartesian cartesian -> new Cartesian(cartesian, this);
            case Op.CoGrouped coGrouped ->
                    isDeep() ? new RowCoGroup(coGrouped, this) : new CoGroup(coGrouped, nested());
            case Op.Joined joined ->
                    isDeep() || joined.kind() != JoinKind.INNER
                            ? new RowJoin(joined, this)
                            : new HashJoin(joined, nested());
            case Op.Cached(var dataset, var label) -> new CachedScan(dataset, label, depth + 1);
            case Op.ShuffleRead read -> read(read);
            case Op.LookedUp lookedUp -> TableChain.of(lookedUp, this);
        };
    }

    private static WindowOperator read(Op.ShuffleRead read) {
        var moved = new ExchangeScan(read.shuffle(), read.label());
        return switch (read.exchange()) {
            case Exchange.Partition _, Exchange.Rebalance _, Exchange.Columns _ -> moved;
            case Exchange.Combine(_, var aggregation) -> new HashAggregate(moved, aggregation, read.label());
            case Exchange.Sort sort -> new Sort(moved, sort.order(), read.label());
        };
    }

    /// What is left of an operation's steps without those from `count` on.
    RowOperator rows(Op.Steps steps, int count) {
        if (count == 0) {
            return rows(steps.input());
        }
        if (steps.calls().get(count - 1).step() instanceof Step.Relational) {
            return TableChain.of(steps, count, this);
        }
        var opaque = count - 1;
        while (opaque >= 0 && !isOpaque(steps.calls().get(opaque).step())) {
            opaque--;
        }
        if (opaque == count - 1) {
            return new MapPartitions(steps, opaque, this);
        }
        if (opaque >= 0 && steps.calls().get(opaque).step() instanceof Step.Relational && opaque == count - 2) {
            var call = steps.calls().get(count - 1);
            var part = part(call);
            if (part.isPresent()) {
                return new PairProjection((WindowOperator) rows(steps, count - 1), call, part.getAsInt());
            }
        }
        if (opaque < 0 && readsPairsInWindows(steps)) {
            var call = steps.calls().getFirst();
            var part = part(call);
            if (part.isPresent()) {
                return count > 1
                        ? new RowSteps(steps, 1, count, this)
                        : new PairProjection((WindowOperator) rows(steps.input()), call, part.getAsInt());
            }
        }
        return new RowSteps(steps, opaque + 1, count, this);
    }

    /// Whether a step takes the elements of a partition in its own way.
    private static boolean isOpaque(Step step) {
        return step instanceof Step.MapPartitions || step instanceof Step.Relational;
    }

    /// The operation at a place.
    Op op(int place) {
        return ops.get(place);
    }

    private boolean readsPairsInWindows(Op.Steps steps) {
        return !(ops.get(steps.input()) instanceof Op.Steps) && rows(steps.input()) instanceof WindowOperator;
    }

    private static OptionalInt part(Op.StepCall call) {
        return call.step() instanceof Step.Map map ? PartWindows.part(map.function()) : OptionalInt.empty();
    }

    /// What user code takes the elements of: windows, if it comes in them.
    HandedOperator handed(Function<Lowering, RowOperator> input) {
        return input.apply(this) instanceof WindowOperator windows
                ? windows
                : new Interpreted(input.apply(nested()), depth + 1);
    }

    /// What an iterator pulls elements from.
    Interpreted pulled(int op) {
        return new Interpreted(nested().rows(op), depth + 1);
    }
}
