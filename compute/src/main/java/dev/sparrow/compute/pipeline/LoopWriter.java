/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// Writes the class of a pipeline: a [Loop] whose method `run` takes elements of the source, passes each through all
/// steps, and gives what comes out to the end.
final class LoopWriter {
    private static final ClassDesc SINK = Sink.class.describeConstable().orElseThrow();

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
        return ClassCode.write("CompiledLoop", LoopCode.LOOP, "run", SourceWriter.type(source), this::writeRun);
    }

    private List<MethodHandle> writeRun(CodeBuilder code) {
        var loop = new LoopCode(code, calls);
        var elements = new ElementCode(loop);
        var next = code.newLabel();
        var writer = new StepWriter(loop, elements, next);
        var taken = loop.local(TypeKind.INT);
        loop.load();
        var input = SourceWriter.of(source, loop, writer);
        var finish = openEnd(loop, elements);
        code.iconst_0().istore(taken);
        var head = code.newLabel();
        var done = code.newLabel();
        var stopped = code.newLabel();
        code.labelBinding(head);
        code.iload(taken).iload(input.size()).if_icmpge(done);
        var element = input.take(done);
        for (var i = 0; i < steps.size(); i++) {
            element = writer.write(steps.get(i).kind(), i, element);
        }
        finish.write(element, writer.next(), stopped);
        code.labelBinding(next);
        input.advance();
        code.iinc(taken, 1).goto_(head);
        code.labelBinding(stopped);
        code.aload(0).iconst_1().putfield(LoopCode.LOOP, "stopped", CD_boolean);
        code.iinc(taken, 1);
        code.labelBinding(done);
        finish.save();
        code.iload(taken).ireturn();
        loop.finish();
        return loop.handles();
    }

    /// Writes what comes before the loop.
    private EndWriter openEnd(LoopCode loop, ElementCode elements) {
        var code = loop.code;
        var call = steps.size();
        return switch (end) {
            case LoopEnd.Count _ -> new Counter(loop);
            case LoopEnd.Fold fold -> {
                var accumulator = new Accumulator(loop, elements, call, fold.function().declared());
                accumulator.load();
                yield accumulator;
            }
            case LoopEnd.Each _ ->
                    (element, next, _) -> {
                        loop.call(call, () -> elements.push(element), () -> {});
                        code.goto_(next);
                    };
            case LoopEnd.Into _ -> {
                loop.field("sink", SINK);
                var sink = loop.store();
                yield (element, next, stopped) -> {
                    code.aload(sink);
                    elements.push(element);
                    code.invokeinterface(SINK, "accept", MethodTypeDesc.of(CD_boolean, CD_Object));
                    code.ifeq(stopped).goto_(next);
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
        public void write(Element element, Label next, Label stopped) {
            code.lload(count).lconst_1().ladd().lstore(count).goto_(next);
        }

        @Override
        public void save() {
            code.aload(0).lload(count).putfield(LoopCode.LOOP, "count", CD_long);
        }
    }
}
