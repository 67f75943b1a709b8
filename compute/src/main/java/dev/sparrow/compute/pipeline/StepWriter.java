/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Tuple2;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;

/// Writes the steps of a loop, one after the other. Elements are objects in locals; a step that drops one jumps to
/// [#next].
final class StepWriter {
    static final ClassDesc ITERATOR = Iterator.class.describeConstable().orElseThrow();

    /// How many elements of an iterator that a user function returned are taken between two looks for a cancellation.
    private static final int ELEMENTS_PER_CHECK = 1024;

    private static final ClassDesc TUPLE2 = Tuple2.class.describeConstable().orElseThrow();
    private static final ClassDesc REFUSAL = SparrowException.class.describeConstable().orElseThrow();

    private final LoopCode loop;
    private final CodeBuilder code;

    /// Where the next element is taken from: the source, or the iterator of the last `flatMap`.
    private Label next;

    StepWriter(LoopCode loop, Label next) {
        this.loop = loop;
        this.code = loop.code;
        this.next = next;
    }

    Label next() {
        return next;
    }

    /// Writes one step.
    ///
    /// @param call the number of the step's call
    /// @param element the local of the element
    /// @return the local of what goes on
    int write(LoopStep.Kind kind, int call, int element) {
        return switch (kind) {
            case MAP -> {
                loop.call(call, () -> code.aload(element), () -> {});
                yield loop.store();
            }
            case TO_DOUBLE -> {
                loop.call(call, () -> code.aload(element), () -> {});
                Boxes.box(code, CD_double);
                yield loop.store();
            }
            case FILTER -> filter(call, element);
            case FLAT_MAP -> {
                loop.call(call, () -> code.aload(element), () -> loop.report(call, "iterator", CD_Object, ITERATOR));
                yield each(call);
            }
            case KEY_BY -> {
                loop.call(call, () -> code.aload(element), () -> {});
                var key = loop.store();
                yield pair(() -> code.aload(key), () -> code.aload(element));
            }
            case MAP_VALUES -> {
                var pair = pairOf(call, element);
                loop.call(call, () -> part(pair, "_2"), () -> {});
                var value = loop.store();
                yield pair(() -> part(pair, "_1"), () -> code.aload(value));
            }
            case FLAT_MAP_VALUES -> {
                var pair = pairOf(call, element);
                loop.call(call, () -> part(pair, "_2"), () -> loop.report(call, "iterator", CD_Object, ITERATOR));
                var value = each(call);
                yield pair(() -> part(pair, "_1"), () -> code.aload(value));
            }
        };
    }

    private int filter(int call, int element) {
        loop.call(call, () -> code.aload(element), () -> code.checkcast(CD_Boolean));
        var answer = loop.store();
        var answered = code.newLabel();
        code.aload(answer).ifnonnull(answered).aload(element);
        loop.report(call, "noAnswer", CD_Object, REFUSAL);
        code.athrow().labelBinding(answered);
        code.aload(answer).invokevirtual(CD_Boolean, "booleanValue", MethodTypeDesc.of(CD_boolean)).ifeq(next);
        return element;
    }

    /// Takes the elements of the iterator on the stack one by one; when there are no more, the next of the step before.
    private int each(int call) {
        var iterator = loop.store();
        var ticks = loop.local(TypeKind.INT);
        var outer = next;
        code.iconst_0().istore(ticks);
        next = code.newBoundLabel();
        var more = code.newLabel();
        code.iinc(ticks, 1).iload(ticks).loadConstant(ELEMENTS_PER_CHECK).if_icmplt(more);
        code.iconst_0().istore(ticks);
        code.aload(0).invokevirtual(LoopCode.LOOP, "checkCancelled", MethodTypeDesc.of(CD_void));
        code.labelBinding(more);
        loop.guarded(call, () -> hasNext(iterator));
        code.ifeq(outer);
        loop.guarded(call, () -> takeNext(iterator));
        return loop.store();
    }

    void hasNext(int iterator) {
        code.aload(iterator).invokeinterface(ITERATOR, "hasNext", MethodTypeDesc.of(CD_boolean));
    }

    void takeNext(int iterator) {
        code.aload(iterator).invokeinterface(ITERATOR, "next", MethodTypeDesc.of(CD_Object));
    }

    private int pairOf(int call, int element) {
        code.aload(element);
        loop.report(call, "pair", CD_Object, TUPLE2);
        return loop.store();
    }

    private void part(int pair, String name) {
        code.aload(pair).invokevirtual(TUPLE2, name, MethodTypeDesc.of(CD_Object));
    }

    private int pair(Runnable first, Runnable second) {
        code.new_(TUPLE2).dup();
        first.run();
        second.run();
        code.invokespecial(TUPLE2, INIT_NAME, MethodTypeDesc.of(CD_void, CD_Object, CD_Object));
        return loop.store();
    }
}
