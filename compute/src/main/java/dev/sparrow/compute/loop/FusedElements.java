/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepBinder;
import dev.sparrow.compute.window.RowWindows;
import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Elements whose last steps run, together with the output's own work, in compiled loops: first those of the head in
/// row mode, then a loop takes over, and another one where the source's elements become another kind. Where there can
/// be no loop, the rest runs in row mode.
public final class FusedElements implements PartitionElements {

    /// Steps that fuse do not ask which partition they work on.
    private static final int ANY_PARTITION = 0;

    private final Evaluation evaluation;
    private final TaskEnvironment environment;
    private final LoopSource source;
    private final List<Op.StepCall> calls;
    private final WarmUp head;

    /// Made when it is first wanted.
    private Pipeline pipeline;

    /// @param calls what is between source and output
    public FusedElements(Evaluation evaluation, LoopSource source, List<Op.StepCall> calls, WarmUp head) {
        this.evaluation = evaluation;
        this.environment = evaluation.environment();
        this.source = source;
        this.calls = calls;
        this.head = head;
    }

    @Override
    public Iterator<Object> iterator() {
        return rest().elements();
    }

    /// All elements that are left, in row mode.
    private RowElements rest() {
        return rows(source.rows(environment));
    }

    /// The elements of the head.
    ///
    /// @param end what the pipeline is compiled into after them
    private RowElements first(Function<Pipeline, Optional<Loop>> end) {
        return rows(
                head.of(
                        source.rows(environment),
                        () -> source.hasNext() && end.apply(pipeline().ifMade()).isPresent()));
    }

    private RowElements rows(Iterator<?> elements) {
        BoundStep chain = null;
        for (var call : calls.reversed()) {
            chain = StepBinder.bind(call, ANY_PARTITION, chain, environment);
        }
        return new RowElements(evaluation.iterate(0, new Frame.Elements(elements, chain, null)));
    }

    /// For the elements that come next.
    private Pipeline pipeline() {
        if (pipeline == null) {
            pipeline = Pipeline.of(calls, environment::checkCancelled);
        }
        return pipeline.over(source.kind());
    }

    @Override
    public boolean into(Sink sink) {
        if (!head.isEmpty() && !first(loop -> loop.into(sink)).into(sink)) {
            return false;
        }
        while (source.hasNext()) {
            var loop = pipeline().into(sink);
            if (loop.isEmpty()) {
                return rest().into(sink);
            }
            source.feed(loop.get(), environment);
            if (loop.get().stopped()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean into(WindowSink sink) {
        if (calls.isEmpty() && source instanceof LoopSource.OfWindows windows) {
            return windows.into(sink, environment);
        }
        head.lookAtKind();
        Sink seen =
                element -> {
                    head.see(element);
                    return sink.accept(element);
                };
        if (!head.isEmpty() && !first(loop -> head.loop(loop, sink, seen)).into(seen)) {
            return false;
        }
        while (source.hasNext()) {
            var kindKnown = head.window().isPresent();
            var loop = head.loop(pipeline(), sink, seen);
            if (loop.isEmpty()) {
                return rest().into(sink);
            }
            if (!run(loop.get(), kindKnown)) {
                return false;
            }
        }
        return true;
    }

    /// Runs a loop as long as it is the best one: over a few elements only, if the kind of its results is not known.
    ///
    /// @return whether its sink wants more
    private boolean run(Loop loop, boolean kindKnown) {
        if (!kindKnown) {
            source.step(loop, environment);
            return !loop.stopped();
        }
        source.feed(loop, environment);
        loop.wanted().ifPresent(head::widen);
        return loop.flush();
    }

    @Override
    public WindowSource windows() {
        if (calls.isEmpty() && source instanceof LoopSource.OfWindows windows) {
            return windows.rest(environment);
        }
        if (calls.isEmpty() || calls.stream().anyMatch(call -> Pipeline.multiplies(call.step()))) {
            return new RowWindows(iterator());
        }
        head.lookAtKind();
        return new FusedWindows(
                source, head, end -> first(end).iterator(), this::pipeline, this::iterator, environment);
    }

    @Override
    public long count() {
        if (calls.isEmpty()) {
            return source.count(environment);
        }
        var count = head.isEmpty() ? 0 : first(Pipeline::count).count();
        while (source.hasNext()) {
            var loop = pipeline().count();
            if (loop.isEmpty()) {
                return Math.addExact(count, rest().count());
            }
            source.feed(loop.get(), environment);
            count = Math.addExact(count, loop.get().count());
        }
        return count;
    }

    @Override
    public Folded fold(Folded start, Function2<Object, Object, Object> function, Label label) {
        var folded = head.isEmpty() ? start : first(loop -> loop.fold(function, label)).fold(start, function, label);
        while (source.hasNext()) {
            var loop = pipeline().fold(function, label);
            if (loop.isEmpty()) {
                return rest().fold(folded, function, label);
            }
            folded = fold(folded, loop.get());
        }
        return folded;
    }

    private Folded fold(Folded start, Loop loop) {
        if (start.started()) {
            loop.startWith(start.value());
        }
        source.feed(loop, environment);
        return new Folded(loop.started(), loop.result());
    }

    @Override
    public void each(VoidFunction<Object> function, Label label) {
        if (!head.isEmpty()) {
            first(loop -> loop.each(function, label)).each(function, label);
        }
        while (source.hasNext()) {
            var loop = pipeline().each(function, label);
            if (loop.isEmpty()) {
                rest().each(function, label);
                return;
            }
            source.feed(loop.get(), environment);
        }
    }
}
