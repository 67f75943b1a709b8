/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.sparrow.compute.numeric.Operand;
import dev.sparrow.compute.numeric.Value;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Kind;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;
import java.util.function.Consumer;

/// Writes the steps of a loop, one after the other. A step that drops an element jumps to [#next].
final class StepWriter {
    static final ClassDesc ITERATOR = Iterator.class.describeConstable().orElseThrow();

    /// How many elements of an iterator that a user function returned are taken between two looks for a cancellation.
    private static final int ELEMENTS_PER_CHECK = 1024;

    private static final ClassDesc REFUSAL = SparrowException.class.describeConstable().orElseThrow();

    private static final Value TRUE = new Value.Boxed(Boolean.class, new Operand.Constant(1));

    private final LoopCode loop;
    private final CodeBuilder code;
    private final ElementCode elements;

    /// Where the next element is taken from: the source, or the iterator of the last `flatMap`.
    private Label next;

    StepWriter(LoopCode loop, ElementCode elements, Label next) {
        this.loop = loop;
        this.code = loop.code;
        this.elements = elements;
        this.next = next;
    }

    Label next() {
        return next;
    }

    /// Writes one step.
    ///
    /// @param call the number of the step's call
    /// @return what goes on
    Element write(LoopStep.Kind kind, int call, Element element) {
        return switch (kind) {
            case MAP -> map(call, element);
            case TO_DOUBLE -> toDouble(call, element);
            case FILTER -> filter(call, element);
            case FLAT_MAP -> flatMap(call, element);
            case KEY_BY -> {
                var value = elements.made(element);
                yield ElementCode.pair(map(call, value), value);
            }
            case MAP_VALUES -> {
                var pair = elements.pairOf(call, element).parts();
                yield ElementCode.pair(pair.get(0), map(call, pair.get(1)));
            }
            case FLAT_MAP_VALUES -> {
                var pair = elements.pairOf(call, element).parts();
                yield ElementCode.pair(pair.get(0), flatMap(call, pair.get(1)));
            }
        };
    }

    private Element map(int call, Element element) {
        var numeric = NumericCalls.of(loop, call, element);
        var result = numeric.flatMap(known -> NumericResult.of(loop, known, loop.call(call).returned()));
        if (result.isEmpty()) {
            loop.call(call, () -> elements.push(element), () -> {});
            return new Element.Boxed(loop.store());
        }
        answer(
                numeric.orElseThrow(),
                value -> result.get().set(loop, value),
                () -> {
                    loop.call(call, () -> elements.pushNew(element), () -> {});
                    code.astore(result.get().other());
                });
        return result.get().element();
    }

    private Element toDouble(int call, Element element) {
        var number = loop.local(TypeKind.DOUBLE);
        NumericCalls.of(loop, call, element)
                .filter(numeric -> numeric.answersAre(TypeKind.DOUBLE))
                .ifPresentOrElse(
                        numeric ->
                                answer(
                                        numeric,
                                        value -> {
                                            numeric.pushNumber(value);
                                            code.dstore(number);
                                        },
                                        () -> {
                                            loop.call(call, () -> elements.pushNew(element), () -> {});
                                            code.dstore(number);
                                        }),
                        () -> {
                            loop.call(call, () -> elements.push(element), () -> {});
                            code.dstore(number);
                        });
        return new Element.Raw(new LeafCode(Kind.Leaf.DOUBLE), number);
    }

    /// Writes a numeric call.
    ///
    /// @param answered for each answer
    /// @param called where it gives up: the call of the function itself
    private void answer(NumericCode numeric, Consumer<Value> answered, Runnable called) {
        var giveUp = code.newLabel();
        var done = code.newLabel();
        numeric.write(
                value -> {
                    answered.accept(value);
                    code.goto_(done);
                },
                giveUp);
        if (numeric.function().mayGiveUp()) {
            code.labelBinding(giveUp);
            called.run();
        }
        code.labelBinding(done);
    }

    private Element filter(int call, Element element) {
        var numeric = NumericCalls.of(loop, call, element).filter(function -> function.answersAre(TypeKind.INT));
        if (numeric.isEmpty()) {
            var made = elements.made(element);
            ask(call, made, () -> elements.push(made));
            return made;
        }
        answer(
                numeric.get(),
                value -> {
                    if (!value.equals(TRUE)) {
                        numeric.get().pushNumber(value);
                        code.ifeq(next);
                    }
                },
                () -> ask(call, element, () -> elements.pushNew(element)));
        return element;
    }

    private void ask(int call, Element element, Runnable push) {
        loop.call(call, push, () -> code.checkcast(CD_Boolean));
        var answer = loop.store();
        var answered = code.newLabel();
        code.aload(answer).ifnonnull(answered);
        elements.push(element);
        loop.report(call, "noAnswer", CD_Object, REFUSAL);
        code.athrow().labelBinding(answered);
        code.aload(answer).invokevirtual(CD_Boolean, "booleanValue", MethodTypeDesc.of(CD_boolean)).ifeq(next);
    }

    private Element flatMap(int call, Element element) {
        loop.call(call, () -> elements.push(element), () -> loop.report(call, "iterator", CD_Object, ITERATOR));
        return new Element.Boxed(each(call));
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
}
