/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.sparrow.storage.columnar.ValueForm;
import dev.sparrow.storage.columnar.Values;
import dev.sparrow.value.Tuple2;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Writes what a loop does with an [Element]: makes objects of parts, and takes objects apart.
final class ElementCode {
    private static final ClassDesc VALUES = Values.class.describeConstable().orElseThrow();
    static final ClassDesc TUPLE2 = Tuple2.class.describeConstable().orElseThrow();

    private final LoopCode loop;
    private final CodeBuilder code;
    private final Map<Class<?>, RecordHandles> records = new HashMap<>();

    ElementCode(LoopCode loop) {
        this.loop = loop;
        this.code = loop.code;
    }

    static Element.Parts pair(Element first, Element second) {
        return new Element.Parts(Tuple2.class, List.of(first, second));
    }

    /// Pushes it as an object.
    void push(Element element) {
        if (element instanceof Element.Parts(_, _, var made) && made.isPresent()) {
            code.aload(made.getAsInt());
        } else {
            pushNew(element, this::push);
        }
    }

    /// Pushes it as an object, for rare paths. An object that is used there would have to exist on the usual path too.
    void pushNew(Element element) {
        pushNew(element, this::pushNew);
    }

    private void pushNew(Element element, Consumer<Element> pushPart) {
        switch (element) {
            case Element.Boxed(var local) -> code.aload(local);
            case Element.Raw(var leaf, var local) -> {
                code.loadLocal(leaf.typeKind(), local);
                leaf.box(code);
            }
            case Element.Null _ -> code.aconst_null();
            case Element.Zero(var leaf) -> {
                loop.pushZero(leaf.typeKind());
                leaf.box(code);
            }
            case Element.Numbers(var form, var numbers) -> pushValue(form, numbers);
            case Element.Nullable(var valid, var value, var other) -> {
                var isOther = code.newLabel();
                var pushed = code.newLabel();
                code.iload(valid).ifeq(isOther);
                pushPart.accept(value);
                code.goto_(pushed).labelBinding(isOther);
                other.ifPresentOrElse(code::aload, code::aconst_null);
                code.labelBinding(pushed);
            }
            case Element.Parts parts when parts.type() == Tuple2.class -> {
                code.new_(TUPLE2).dup();
                parts.parts().forEach(pushPart);
                code.invokespecial(TUPLE2, INIT_NAME, MethodTypeDesc.of(CD_void, CD_Object, CD_Object));
            }
            case Element.Parts parts -> {
                var handles = handles(parts.type());
                code.loadConstant(loop.constant(handles.constructor()));
                parts.parts().forEach(pushPart);
                var type = MethodType.genericMethodType(parts.parts().size()).describeConstable().orElseThrow();
                loop.guarded(handles.refused(), () -> code.invokevirtual(CD_MethodHandle, "invokeExact", type));
            }
        }
    }

    private void pushValue(ValueForm form, List<Element.Raw> numbers) {
        var arguments = new ArrayList<ClassDesc>();
        for (var number : numbers) {
            code.loadLocal(number.leaf().typeKind(), number.local());
            arguments.add(number.leaf().type());
        }
        if (form.oneScale().isPresent()) {
            code.loadConstant(form.oneScale().getAsInt());
            arguments.add(CD_int);
        }
        var made = form.type().describeConstable().orElseThrow();
        code.invokestatic(VALUES, form.maker(), MethodTypeDesc.of(made, arguments));
    }

    /// The same element; if it is a record or another object, then one that is made.
    Element made(Element element) {
        return switch (element) {
            case Element.Parts(var type, var parts, var made) when made.isEmpty() -> {
                push(element);
                yield new Element.Parts(type, parts, OptionalInt.of(loop.store()));
            }
            case Element.Numbers _, Element.Nullable _ -> {
                push(element);
                yield new Element.Boxed(loop.store());
            }
            case Element.Parts _, Element.Boxed _, Element.Raw _, Element.Null _, Element.Zero _ -> element;
        };
    }

    /// The components of a pair.
    ///
    /// @param call the function that wants a pair, and fails if it is none
    Element.Parts pairOf(int call, Element element) {
        if (element instanceof Element.Parts parts && parts.type() == Tuple2.class) {
            return parts;
        }
        push(element);
        loop.report(call, "pair", CD_Object, TUPLE2);
        return openPair(loop.store());
    }

    private Element.Parts openPair(int pair) {
        var parts = new ArrayList<Element>();
        for (var name : List.of("_1", "_2")) {
            code.aload(pair).checkcast(TUPLE2).invokevirtual(TUPLE2, name, MethodTypeDesc.of(CD_Object));
            parts.add(new Element.Boxed(loop.store()));
        }
        return new Element.Parts(Tuple2.class, List.copyOf(parts), OptionalInt.of(pair));
    }

    /// The components of an object that should be such a record; goes on at `surprise` if it is not.
    Element.Parts open(Class<?> type, int local, Label mismatch) {
        if (type == Tuple2.class) {
            code.aload(local).instanceOf(TUPLE2).ifeq(mismatch);
            return openPair(local);
        }
        var handles = handles(type);
        code.loadConstant(loop.constant(handles.instance())).aload(local);
        code.invokevirtual(CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_boolean, CD_Object)).ifeq(mismatch);
        var parts = new ArrayList<Element>();
        for (var component : handles.components()) {
            code.loadConstant(loop.constant(component)).aload(local);
            code.invokevirtual(CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_Object, CD_Object));
            parts.add(new Element.Boxed(loop.store()));
        }
        return new Element.Parts(type, List.copyOf(parts), OptionalInt.of(local));
    }

    private RecordHandles handles(Class<?> type) {
        return records.computeIfAbsent(type, RecordHandles::of);
    }
}
