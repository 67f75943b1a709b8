/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.window.Sink;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A source and steps that can become one compiled loop. The methods compile it for an end, or take the class of a
/// pipeline of the same shape; they give nothing if that is not possible, and the steps must be run in another way.
public final class Pipeline {

    /// Longer chains make a method that the JIT compiles badly or not at all.
    public static final int STEPS_MAX = 32;

    /// For fewer elements a class, and machine code for it, do not pay.
    public static final int ELEMENTS_MIN = 4096;

    /// Where a loop takes its elements from.
    public sealed interface Source {}

    /// Numbers, counted.
    public record Range() implements Source {}

    /// Objects, one by one.
    public record Elements() implements Source {}

    /// Rows of windows.
    ///
    /// @param inMemory whether primitives are read where they are, [Window#isInMemory], or all from arrays
    /// @param alwaysValid see [Window#alwaysValid]
    public record Windows(Kind kind, boolean inMemory, Set<Integer> alwaysValid) implements Source {
        /// Rows of which nothing more is known.
        public Windows(Kind kind, boolean inMemory) {
            this(kind, inMemory, Set.of());
        }

        /// The source of the window's rows.
        public static Windows of(Window window) {
            return new Windows(window.kind(), window.isInMemory(), window.alwaysValid());
        }

        /// Whether a loop over these takes the window's rows too.
        public boolean accepts(Window window) {
            return inMemory == window.isInMemory()
                    && window.alwaysValid().containsAll(alwaysValid)
                    && kind.equals(window.kind());
        }

        /// What takes these rows and those of the window, if they are of one kind.
        public Windows with(Window window) {
            if (!kind.equals(window.kind()) || inMemory != window.isInMemory()) {
                return of(window);
            }
            var common = new HashSet<>(alwaysValid);
            common.retainAll(window.alwaysValid());
            return new Windows(kind, inMemory, Set.copyOf(common));
        }
    }

    /// What a class is made from: pipelines of equal shape share it.
    private record Shape(Source source, List<LoopStep.Kind> kinds, List<Object> functions, Object end) {}

    private final Source source;
    private final List<LoopStep> steps;

    /// The same as the user's program has them.
    private final List<Step> userSteps;

    private final Runnable cancellation;
    private final boolean onlyMade;

    private Pipeline(
            Source source, List<LoopStep> steps, List<Step> userSteps, Runnable cancellation, boolean onlyMade) {
        this.source = source;
        this.steps = steps;
        this.userSteps = userSteps;
        this.cancellation = cancellation;
        this.onlyMade = onlyMade;
    }

    /// Opens the functions of the steps. The source is an iterator.
    ///
    /// @param calls at most [#STEPS_MAX] which [#fuses] accepts
    /// @param cancellation throws if the attempt was cancelled
    public static Pipeline of(List<Op.StepCall> calls, Runnable cancellation) {
        var steps = new ArrayList<LoopStep>();
        calls.forEach(call -> steps.add(step(call)));
        return new Pipeline(new Elements(), steps, calls.stream().map(Op.StepCall::step).toList(), cancellation, false);
    }

    /// The same steps over another source.
    public Pipeline over(Source other) {
        return new Pipeline(other, steps, userSteps, cancellation, onlyMade);
    }

    /// The same pipeline, which gives a loop only if its class is there already.
    public Pipeline ifMade() {
        return new Pipeline(source, steps, userSteps, cancellation, true);
    }

    /// Whether the step can be part of a loop.
    public static boolean fuses(Step step) {
        return switch (step) {
            case Step.Map _,
                    Step.MapToDouble _,
                    Step.Filter _,
                    Step.FlatMap _,
                    Step.KeyBy _,
                    Step.MapValues _,
                    Step.FlatMapValues _ ->
                    true;
            case Step.MapPartitions _,
                    Step.Relational _,
                    Step.Glom _,
                    Step.Sample _,
                    Step.ZipWithIndex _,
                    Step.SortByKey _,
                    Step.CombineInPlace _ ->
                    false;
        };
    }

    /// Whether the step can make many elements of one.
    public static boolean multiplies(Step step) {
        return step instanceof Step.FlatMap || step instanceof Step.FlatMapValues;
    }

    private static LoopStep step(Op.StepCall call) {
        return switch (call.step()) {
            case Step.Map map -> step(LoopStep.Kind.MAP, map.function(), call);
            case Step.MapToDouble map -> step(LoopStep.Kind.TO_DOUBLE, map.function(), call);
            case Step.Filter filter -> step(LoopStep.Kind.FILTER, filter.predicate(), call);
            case Step.FlatMap flatMap -> step(LoopStep.Kind.FLAT_MAP, flatMap.function(), call);
            case Step.KeyBy keyBy -> step(LoopStep.Kind.KEY_BY, keyBy.function(), call);
            case Step.MapValues map -> step(LoopStep.Kind.MAP_VALUES, map.function(), call);
            case Step.FlatMapValues flatMap -> step(LoopStep.Kind.FLAT_MAP_VALUES, flatMap.function(), call);
            case Step.MapPartitions _,
                    Step.Relational _,
                    Step.Glom _,
                    Step.Sample _,
                    Step.ZipWithIndex _,
                    Step.SortByKey _,
                    Step.CombineInPlace _ ->
                    throw new IllegalArgumentException("Cannot be part of a loop: " + call.label());
        };
    }

    private static LoopStep step(LoopStep.Kind kind, Object function, Op.StepCall call) {
        return new LoopStep(kind, UserCall.of(function, kind.signature(), call.label()));
    }

    public Optional<Loop> count() {
        return compile(new LoopEnd.Count());
    }

    /// Combines elements, onto what the loop is told to start with, or else onto the first of them.
    public Optional<Loop> fold(Function2<Object, Object, Object> function, Label label) {
        return compile(new LoopEnd.Fold(UserCall.of(function, Signature.FUNCTION2, label)));
    }

    public Optional<Loop> each(VoidFunction<Object> function, Label label) {
        return compile(new LoopEnd.Each(UserCall.of(function, Signature.EFFECT, label)));
    }

    public Optional<Loop> into(Sink sink) {
        var loop = compile(new LoopEnd.Into(sink.getClass()));
        loop.ifPresent(made -> made.sink = sink);
        return loop;
    }

    /// Fills a window again and again and gives it to the sink; what it holds at the end goes there by [Loop#flush].
    public Optional<Loop> into(WindowSink sink, Window out) {
        var loop = compile(new LoopEnd.IntoWindows(out.kind()));
        loop.ifPresent(made -> {
            made.windows = sink;
            made.out = out;
        });
        return loop;
    }

    private Optional<Loop> compile(LoopEnd end) {
        var calls = new ArrayList<UserCall>();
        steps.forEach(step -> calls.add(step.call()));
        end.call().ifPresent(calls::add);
        var shape =
                new Shape(
                        source,
                        steps.stream().map(LoopStep::kind).toList(),
                        steps.stream().map(step -> step.call().identity()).toList(),
                        end.identity());
        var kinds = new ArrayList<Kind>();
        if (source instanceof Windows(var kind, var _, var _)) {
            kinds.add(kind);
        }
        if (end instanceof LoopEnd.IntoWindows(var kind)) {
            kinds.add(kind);
        }
        var found =
                onlyMade
                        ? LoopClasses.find(shape, calls, kinds)
                        : LoopClasses.make(shape, calls, kinds, new LoopWriter(source, steps, end, calls)::write);
        return found.map(compiled -> {
            var loop = (Loop) compiled;
            loop.cancellation = cancellation;
            loop.steps = userSteps;
            return loop;
        });
    }
}
