/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.compute.window.Sink;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.StringJoiner;

/// Writes the class of a pipeline: a [Loop] whose method `run` takes elements of the source, passes each through all
/// steps, and gives what comes out to the end.
final class LoopWriter {
    private static final ClassDesc SINK = Sink.class.describeConstable().orElseThrow();

    /// More of them would make a long name.
    private static final int STEPS_NAMED_MAX = 8;

    private final Pipeline.Source source;
    private final List<LoopStep> steps;
    private final LoopEnd end;
    private final List<UserCall> calls;

    LoopWriter(Pipeline.Source source, List<LoopStep> steps, LoopEnd end, List<UserCall> calls) {
        this.source = source;
        this.steps = steps;
        this.end = end;
        this.calls = calls;
    }

    ClassCode write() {
        return ClassCode.write(name(), LoopCode.LOOP, "run", SourceWriter.type(source), this::writeRun);
    }

    /// Such as `Loop_range_map_filter_count`: what stack traces and profiles show.
    private String name() {
        var parts = new StringJoiner("_");
        parts.add("Loop");
        parts.add(
                switch (source) {
                    case Pipeline.Range _ -> "range";
                    case Pipeline.Elements _ -> "elements";
                    case Pipeline.Windows _ -> "windows";
                });
        steps.stream().limit(STEPS_NAMED_MAX).forEach(step -> parts.add(step.kind().operator()));
        parts.add(
                switch (end) {
                    case LoopEnd.Count _ -> "count";
                    case LoopEnd.Fold _ -> "fold";
                    case LoopEnd.Each _ -> "each";
                    case LoopEnd.Into _ -> "into";
                    case LoopEnd.IntoWindows _ -> "intoWindows";
                });
        return parts.toString();
    }

    private List<MethodHandle> writeRun(CodeBuilder code) {
        var loop = new LoopCode(code, calls);
        var elements = new ElementCode(loop);
        var next = code.newLabel();
        var writer = new StepWriter(loop, elements, next);
        loop.load();
        var use = source instanceof Pipeline.Windows(var kind, var _, var _) ? RowUse.of(kind, steps, end) : RowUse.ANY;
        var input = SourceWriter.of(source, use, loop, writer);
        var finish = openEnd(loop, elements);
        var head = code.newLabel();
        var done = code.newLabel();
        var pause = code.newLabel();
        var stop = code.newLabel();
        code.labelBinding(head);
        var element = input.take(done);
        var taken = element;
        loop.taken(() -> input.pushNew(taken, elements));
        for (var i = 0; i < steps.size(); i++) {
            element = writer.write(steps.get(i).kind(), i, element);
        }
        // What an iterator of the user's still has would be lost in a pause.
        var each = writer.next() == next;
        finish.write(element, new EndWriter.Ways(writer.next(), each ? pause : writer.next(), stop));
        code.labelBinding(next);
        input.advance();
        code.goto_(head);
        code.labelBinding(stop);
        code.aload(0).iconst_1().putfield(LoopCode.LOOP, "stopped", CD_boolean);
        code.labelBinding(pause);
        input.advance();
        code.labelBinding(done);
        finish.save();
        input.pushTaken();
        code.ireturn();
        loop.finish();
        return loop.handles();
    }

    /// Writes what comes before the loop.
    private EndWriter openEnd(LoopCode loop, ElementCode elements) {
        var code = loop.code;
        var call = steps.size();
        return switch (end) {
            case LoopEnd.Count _ -> new Counter(loop);
            case LoopEnd.Fold(var function) when DecimalFold.fits(function) -> {
                var sum = new DecimalFold(loop, elements, call);
                sum.load();
                yield sum;
            }
            case LoopEnd.Fold fold -> {
                var accumulator = new Accumulator(loop, elements, call, fold.function().declared());
                accumulator.load();
                yield accumulator;
            }
            case LoopEnd.Each _ ->
                    (element, ways) -> {
                        loop.call(call, () -> elements.push(element), () -> {});
                        code.goto_(ways.next());
                    };
            case LoopEnd.Into _ -> {
                loop.field("sink", SINK);
                var sink = loop.store();
                yield (element, ways) -> {
                    code.aload(sink);
                    elements.push(element);
                    code.invokeinterface(SINK, "accept", MethodTypeDesc.of(CD_boolean, CD_Object));
                    code.ifeq(ways.stop()).goto_(ways.next());
                };
            }
            case LoopEnd.IntoWindows(var kind) -> {
                var windows = new WindowEnd(loop, elements, kind);
                windows.load();
                yield windows;
            }
        };
    }

    private static final class Counter implements EndWriter {
        private final CodeBuilder code;
        private final int count;

        private Counter(LoopCode loop) {
            code = loop.code;
            count = loop.local(TypeKind.LONG);
            loop.field("count", CD_long).lstore(count);
        }

        @Override
        public void write(Element element, Ways ways) {
            code.lload(count).lconst_1().ladd().lstore(count).goto_(ways.next());
        }

        @Override
        public void save() {
            code.aload(0).lload(count).putfield(LoopCode.LOOP, "count", CD_long);
        }
    }
}
