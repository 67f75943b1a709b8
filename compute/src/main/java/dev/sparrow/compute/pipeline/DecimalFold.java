/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.sparrow.storage.columnar.ValueForm;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.math.BigDecimal;
import java.util.List;

/// Writes the end of a loop that adds decimal numbers, see [DecimalSum].
final class DecimalFold implements EndWriter {
    private static final ClassDesc SUM = DecimalSum.class.describeConstable().orElseThrow();

    private final LoopCode loop;
    private final ElementCode elements;
    private final CodeBuilder code;
    private final int call;
    private int sum;

    /// @param call the number of the function's call
    DecimalFold(LoopCode loop, ElementCode elements, int call) {
        this.loop = loop;
        this.elements = elements;
        this.code = loop.code;
        this.call = call;
    }

    /// Whether the function is `BigDecimal::add`.
    static boolean fits(UserCall function) {
        return function.method()
                .map(LambdaMethod::identity)
                .filter(method ->
                        method.owner() == BigDecimal.class
                                && method.kind() == MethodHandleInfo.REF_invokeVirtual
                                && method.name().equals("add")
                                && method.type().parameterList().equals(List.of(BigDecimal.class)))
                .isPresent();
    }

    /// Before the loop: reads the result so far from the fields.
    void load() {
        var loaded = code.newLabel();
        code.new_(SUM).dup().invokespecial(SUM, INIT_NAME, MethodTypeDesc.of(CD_void));
        sum = loop.store();
        loop.field("started", CD_boolean).ifeq(loaded);
        code.aload(sum);
        loop.field("value", CD_Object);
        set();
        code.labelBinding(loaded);
    }

    private void set() {
        code.invokevirtual(SUM, "set", MethodTypeDesc.of(CD_void, CD_Object));
    }

    @Override
    public void write(Element taken, Ways ways) {
        take(taken, ways);
        var started = code.newLabel();
        elements.push(taken);
        var element = loop.store();
        code.aload(sum).aload(element).invokevirtual(SUM, "take", MethodTypeDesc.of(CD_boolean, CD_Object));
        code.ifne(ways.next());
        code.aload(sum).invokevirtual(SUM, "started", MethodTypeDesc.of(CD_boolean)).ifne(started);
        code.aload(sum).aload(element);
        set();
        code.goto_(ways.next());
        code.labelBinding(started);
        loop.call(
                call,
                () -> code.aload(sum).invokevirtual(SUM, "result", MethodTypeDesc.of(CD_Object)).aload(element),
                () -> {});
        var result = loop.store();
        code.aload(sum).aload(result);
        set();
        code.goto_(ways.next());
    }

    /// Adds a number that is known by its unscaled value; goes on behind if that is not possible.
    private void take(Element taken, Ways ways) {
        var other = code.newLabel();
        var known = taken;
        if (taken instanceof Element.Nullable(var valid, var value, _)) {
            code.iload(valid).ifeq(other);
            known = value;
        }
        if (known instanceof Element.Numbers(ValueForm.Scaled(var scale), var numbers)) {
            code.aload(sum).lload(numbers.getFirst().local()).loadConstant(scale);
            code.invokevirtual(SUM, "take", MethodTypeDesc.of(CD_boolean, CD_long, CD_int)).ifne(ways.next());
        }
        code.labelBinding(other);
    }

    /// After the loop: writes the result so far into the fields.
    @Override
    public void save() {
        var done = code.newLabel();
        code.aload(sum).invokevirtual(SUM, "started", MethodTypeDesc.of(CD_boolean)).ifeq(done);
        code.aload(0).iconst_1().putfield(LoopCode.LOOP, "started", CD_boolean);
        code.aload(0).aload(sum).invokevirtual(SUM, "result", MethodTypeDesc.of(CD_Object));
        code.putfield(LoopCode.LOOP, "value", CD_Object).labelBinding(done);
    }
}
