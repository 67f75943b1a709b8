/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
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
    private static final MethodTypeDesc RUN_RANGE = MethodTypeDesc.of(CD_int, CD_long, CD_long, CD_int);
    private static final MethodTypeDesc RUN_ITERATOR = MethodTypeDesc.of(CD_int, StepWriter.ITERATOR, CD_int);

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
        return ClassCode.write("CompiledLoop", LoopCode.LOOP, "run", runType(), this::writeRun);
    }

    private MethodTypeDesc runType() {
        return switch (source) {
            case RANGE -> RUN_RANGE;
            case ITERATOR -> RUN_ITERATOR;
        };
    }

    private List<MethodHandle> writeRun(CodeBuilder code) {
        var loop = new LoopCode(code, calls);
        var taken = loop.local(TypeKind.INT);
        loop.load();
        var finish = openEnd(loop);
        code.iconst_0().istore(taken);
        var next = code.newLabel();
        var head = code.newLabel();
        var done = code.newLabel();
        var stopped = code.newLabel();
        var writer = new StepWriter(loop, next);
        code.labelBinding(head);
        var size =
                switch (source) {
                    case RANGE -> code.parameterSlot(2);
                    case ITERATOR -> code.parameterSlot(1);
                };
        code.iload(taken).iload(size).if_icmpge(done);
        var element = take(loop, writer, done);
        for (var i = 0; i < steps.size(); i++) {
            element = writer.write(steps.get(i).kind(), i, element);
        }
        finish.write(element, writer.next(), stopped);
        code.labelBinding(next);
        advance(code);
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

    /// The next element of the source, or `done`.
    private int take(LoopCode loop, StepWriter writer, Label done) {
        var code = loop.code;
        switch (source) {
            case RANGE -> {
                code.lload(code.parameterSlot(0));
                Boxes.box(code, CD_long);
            }
            case ITERATOR -> {
                writer.hasNext(code.parameterSlot(0));
                code.ifeq(done);
                writer.takeNext(code.parameterSlot(0));
            }
        }
        return loop.store();
    }

    private void advance(CodeBuilder code) {
        switch (source) {
            case RANGE -> {
                var value = code.parameterSlot(0);
                code.lload(value).lload(code.parameterSlot(1)).ladd().lstore(value);
            }
            case ITERATOR -> {}
        }
    }

    /// Writes what comes before the loop.
    private EndWriter openEnd(LoopCode loop) {
        var code = loop.code;
        var call = steps.size();
        return switch (end) {
            case LoopEnd.Count _ -> new Counter(loop);
            case LoopEnd.Fold fold -> {
                var accumulator = new Accumulator(loop, call, fold.function().declared());
                accumulator.load();
                yield accumulator;
            }
            case LoopEnd.Each _ ->
                    (element, next, _) -> {
                        loop.call(call, () -> code.aload(element), () -> {});
                        code.goto_(next);
                    };
            case LoopEnd.Into _ -> {
                loop.field("sink", SINK);
                var sink = loop.store();
                yield (element, next, stopped) -> {
                    code.aload(sink).aload(element);
                    code.invokeinterface(SINK, "accept", MethodTypeDesc.of(CD_boolean, CD_Object));
                    code.ifeq(stopped).goto_(next);
                };
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
        public void write(int element, Label next, Label stopped) {
            code.lload(count).lconst_1().ladd().lstore(count).goto_(next);
        }

        @Override
        public void save() {
            code.aload(0).lload(count).putfield(LoopCode.LOOP, "count", CD_long);
        }
    }
}
