/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.Op;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Takes one frame of a [StepIterator] apart into simpler ones, down to elements. No method here calls itself: what
/// remains to be done goes back onto the stack.
final class FrameOpener {
    private final Evaluation evaluation;
    private final TaskEnvironment environment;
    private final StepIterator run;
    private final int depth;

    FrameOpener(Evaluation evaluation, StepIterator run, int depth) {
        this.evaluation = evaluation;
        this.environment = evaluation.environment();
        this.run = run;
        this.depth = depth;
    }

    void open(Frame frame) {
        switch (frame) {
            case Frame.Elements elements -> run.push(elements);
            case Frame.Partitions partitions -> openPartitions(partitions);
            case Frame.Calls calls -> openCalls(calls);
            case Frame.Flush flush -> run.push(own(flush.absorber().results(), flush.then()));
        }
    }

    private void openPartitions(Frame.Partitions frame) {
        var op = evaluation.op(frame.op());
        if (frame.from() == frame.to()) {
            return;
        }
        if (op instanceof Op.Union union) {
            openUnion(union, frame);
        } else if (op instanceof Op.Coalesced coalesced) {
            run.push(
                    new Frame.Partitions(
                            coalesced.input(),
                            coalesced.firstInput(frame.from()),
                            coalesced.firstInput(frame.to()),
                            frame.then()));
        } else {
            run.push(new Frame.Partitions(frame.op(), frame.from() + 1, frame.to(), frame.then()));
            openPartition(op, frame.from(), frame.then());
        }
    }

    /// The part of the frame's range that each input holds, the first input on top.
    private void openUnion(Op.Union union, Frame.Partitions frame) {
        var parts = new ArrayList<Frame>();
        var begin = 0;
        for (var i = 0; i < union.inputs().size() && begin < frame.to(); i++) {
            var size = union.partitions().get(i);
            var from = Math.max(frame.from() - begin, 0);
            var to = Math.min(frame.to() - begin, size);
            if (from < to) {
                parts.add(new Frame.Partitions(union.inputs().get(i), from, to, frame.then()));
            }
            begin += size;
        }
        parts.reversed().forEach(run::push);
    }

    private void openPartition(Op op, int partition, BoundStep then) {
        var windows = windows(op, partition);
        if (windows.isPresent()) {
            run.push(own(new WindowElements(windows.get()), then));
        } else {
            openRows(op, partition, then);
        }
    }

    /// Whoever asks for elements one by one gets them out of the same tables, sorters and windows as a loop.
    private Optional<WindowSource> windows(Op op, int partition) {
        return environment.compilation() == Compilation.NEVER || depth >= Fusion.NESTED_MAX
                ? Optional.empty()
                : Gathered.of(op, partition, evaluation, depth + 1);
    }

    private void openRows(Op op, int partition, BoundStep then) {
        switch (op) {
            case Op.Slices slices -> run.push(own(read(environment.slice(slices.source(), partition)), then));
            case Op.Read read -> run.push(own(read(Sources.open(read, partition, evaluation)), then));
            case Op.Steps steps -> openCalls(new Frame.Calls(steps, steps.calls().size(), partition, then));
            case Op.Zip zip ->
                    run.push(
                            own(
                                    new ZipIterator(
                                            nested(zip.left(), partition),
                                            nested(zip.right(), partition),
                                            zip.label(),
                                            partition),
                                    then));
            case Op.ZipPartitions zip -> openZipped(zip, partition, then);
            case Op.Cartesian cartesian -> openCartesian(cartesian, partition, then);
            case Op.CoGrouped coGrouped -> openCoGrouped(coGrouped, partition, then);
            case Op.Cached cached -> run.push(own(openCached(cached, partition), then));
            case Op.Joined joined -> openJoined(joined, partition, then);
            case Op.ShuffleRead read -> openShuffle(read, partition, then);
            case Op.Union _, Op.Coalesced _ -> throw new IllegalStateException("Not a single partition: " + op);
        }
    }

    /// The right side first, into a list: each of its elements is computed once, however many the left side has.
    private void openCartesian(Op.Cartesian cartesian, int partition, BoundStep then) {
        var rights = new ArrayList<Object>();
        var left = partition / cartesian.rightPartitions();
        var right = partition % cartesian.rightPartitions();
        run.push(new Frame.Partitions(cartesian.left(), left, left + 1, new CrossStep(rights, then)));
        run.push(new Frame.Partitions(cartesian.right(), right, right + 1, new ListStep(rights)));
    }

    private void openCoGrouped(Op.CoGrouped coGrouped, int partition, BoundStep then) {
        var groups = new CoGroups(coGrouped.inputs().size(), coGrouped.label(), environment);
        run.push(new Frame.Flush(new CoGroupStep(groups, 0, coGrouped.label()), then));
        for (var i = coGrouped.inputs().size() - 1; i >= 0; i--) {
            var into = new CoGroupStep(groups, i, coGrouped.label());
            run.push(new Frame.Partitions(coGrouped.inputs().get(i), partition, partition + 1, into));
        }
    }

    private Iterator<?> openCached(Op.Cached cached, int partition) {
        return switch (environment.cached(cached.dataset(), partition)) {
            case CachedPartition.Present(var batches) -> read(Batch.elements(batches));
            case CachedPartition.Absent absent ->
                    new WindowElements(KeptWindows.of(absent, partition, evaluation, depth + 1));
        };
    }

    /// The right side first, into the table in which each left pair then looks for its partners.
    private void openJoined(Op.Joined joined, int partition, BoundStep then) {
        var rights = new JoinRights(joined.kind(), joined.label(), environment);
        var absorber = new JoinRightsStep(rights, joined.label());
        run.push(new Frame.Flush(absorber, then));
        var lefts = new JoinStep(rights, joined.label(), then);
        run.push(new Frame.Partitions(joined.left(), partition, partition + 1, lefts));
        run.push(new Frame.Partitions(joined.right(), partition, partition + 1, absorber));
    }

    private void openShuffle(Op.ShuffleRead read, int partition, BoundStep then) {
        var chain =
                switch (read.exchange()) {
                    case Exchange.Partition _, Exchange.Rebalance _ -> then;
                    case Exchange.Combine combine ->
                            flushed(
                                    new CombineStep(Combiner.ofMoved(combine.aggregation(), read.label(), environment)),
                                    then);
                    case Exchange.Sort sort ->
                            flushed(
                                    new SortStep(Sorter.of(sort.order(), read.label(), environment), read.label()),
                                    then);
                };
        var elements =
                new Counted(
                        Batch.elements(environment.shuffle(read.shuffle(), partition)),
                        () -> environment.counters().shuffleRecordsRead++);
        run.push(own(elements, chain));
    }

    private void openCalls(Frame.Calls frame) {
        var chain = frame.then();
        for (var i = frame.count() - 1; i >= 0; i--) {
            var call = frame.steps().calls().get(i);
            if (call.step() instanceof Step.MapPartitions step) {
                openMapPartitions(
                        step, call.label(), new Frame.Calls(frame.steps(), i, frame.partition(), null), chain);
                return;
            }
            if (i == 0) {
                var windows = windows(new Frame.Calls(frame.steps(), 1, frame.partition(), null));
                if (windows.isPresent()) {
                    run.push(own(new WindowElements(windows.get()), chain));
                    return;
                }
            }
            var bound = StepBinder.bind(call, frame.partition(), chain, environment);
            chain = bound instanceof Absorber absorber ? flushed(absorber, chain) : bound;
        }
        run.push(new Frame.Partitions(frame.steps().input(), frame.partition(), frame.partition() + 1, chain));
    }

    /// What comes out of no steps, or of one that takes a side of pairs, if it comes in windows.
    private Optional<WindowSource> windows(Frame.Calls calls) {
        var input = calls.steps().input();
        if (calls.count() == 0) {
            return windows(evaluation.op(input), calls.partition());
        }
        var call = calls.steps().calls().getFirst();
        var part = call.step() instanceof Step.Map map ? PartWindows.part(map.function()) : OptionalInt.empty();
        if (calls.count() > 1 || part.isEmpty()) {
            return Optional.empty();
        }
        var function = ((Step.Map) call.step()).function();
        return windows(evaluation.op(input), calls.partition())
                .map(pairs -> new PartWindows(pairs, part.getAsInt(), function, new UserCode(call.label())));
    }

    private void openZipped(Op.ZipPartitions zip, int partition, BoundStep then) {
        var inputs = new ArrayList<Iterator<Object>>();
        zip.inputs()
                .forEach(input ->
                        inputs.add(handed(windows(evaluation.op(input), partition), () -> nested(input, partition))));
        var output = new UserCode(zip.label()).call(zip.function(), inputs);
        run.push(new Frame.Elements(UserCode.iterator(output, zip.label()), then, zip.label()));
    }

    private void openMapPartitions(Step.MapPartitions step, Label label, Frame.Calls below, BoundStep then) {
        var input = handed(windows(below), () -> evaluation.iterate(depth + 1, below));
        Iterator<Object> output;
        try {
            output = step.function().call(below.partition(), input);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
        run.push(new Frame.Elements(UserCode.iterator(output, label), then, label));
    }

    private BoundStep flushed(Absorber absorber, BoundStep then) {
        run.push(new Frame.Flush(absorber, then));
        return absorber;
    }

    /// Elements for user code, which takes them one by one.
    ///
    /// @param windows those that they come in, if they do
    private Iterator<Object> handed(Optional<WindowSource> windows, Supplier<StepIterator> rows) {
        return windows.map(found -> HandedElements.of(found, evaluation)).orElseGet(rows);
    }

    private StepIterator nested(int op, int partition) {
        return evaluation.iterate(depth + 1, new Frame.Partitions(op, partition, partition + 1, null));
    }

    private Iterator<?> read(Iterator<?> source) {
        // A range that nobody looks at is counted without making its elements, so it must stay visible as one.
        return source instanceof RangeIterator
                ? source
                : new Counted(source, () -> environment.counters().recordsRead++);
    }

    private static Frame own(Iterator<?> elements, BoundStep then) {
        return new Frame.Elements(elements, then, null);
    }
}
