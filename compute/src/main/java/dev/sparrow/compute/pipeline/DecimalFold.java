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

import dev.sparrow.storage.columnar.ValueForm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Writes the end of a loop that adds decimal numbers, see [DecimalSum].
final class DecimalFold implements EndWriter {
    private static final ClassDesc SUM = DecimalSum.class.describeConstable().orElseThrow();

    private final LoopCode loop;
    private final ElementCode elements;
    private final CodeBuilder code;
    private final int call;
    private int sum;
    private Optional<Locals> locals = Optional.empty();

    /// A sum that is a long, while the loop runs.
    ///
    /// @param inUse the local that is 0 if the sum is something else
    /// @param unscaled the local that has it
    private record Locals(int scale, int inUse, int unscaled) {}

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

    /// Before the loop: takes the result so far from the fields.
    void load() {
        sum = loop.local(TypeKind.REFERENCE);
        loop.before(() -> {
            loop.field("started", CD_boolean);
            loop.field("value", CD_Object);
            code.invokestatic(SUM, "of", MethodTypeDesc.of(SUM, CD_boolean, CD_Object)).astore(sum);
        });
    }

    @Override
    public void write(Element taken, Ways ways) {
        var added = code.newLabel();
        var started = code.newLabel();
        addInLocals(taken, ways);
        elements.push(taken);
        var element = loop.store();
        code.aload(sum).aload(element).invokevirtual(SUM, "take", MethodTypeDesc.of(CD_boolean, CD_Object));
        code.ifne(added);
        code.aload(sum).invokevirtual(SUM, "started", MethodTypeDesc.of(CD_boolean)).ifne(started);
        code.aload(sum).aload(element);
        set();
        code.goto_(added);
        code.labelBinding(started);
        loop.call(
                call,
                () -> code.aload(sum).invokevirtual(SUM, "result", MethodTypeDesc.of(CD_Object)).aload(element),
                () -> {});
        var result = loop.store();
        code.aload(sum).aload(result);
        set();
        code.labelBinding(added);
        locals.ifPresentOrElse(known -> goOn(known, ways), () -> code.goto_(ways.next()));
    }

    private void set() {
        code.invokevirtual(SUM, "set", MethodTypeDesc.of(CD_void, CD_Object));
    }

    /// Adds a number that is known by its unscaled value to the sum in locals; goes on behind if that is not possible.
    private void addInLocals(Element taken, Ways ways) {
        var other = code.newLabel();
        var known = taken;
        if (taken instanceof Element.Nullable(var valid, var value, _)) {
            code.iload(valid).ifeq(other);
            known = value;
        }
        if (known instanceof Element.Numbers(ValueForm.Scaled(var scale), var numbers)) {
            var to = openLocals(scale);
            var number = numbers.getFirst().local();
            var next = loop.local(TypeKind.LONG);
            code.iload(to.inUse()).ifeq(other);
            code.lload(to.unscaled()).lload(number).ladd().lstore(next);
            code.lload(to.unscaled()).lload(next).lxor().lload(number).lload(next).lxor().land();
            code.lconst_0().lcmp().iflt(other);
            code.lload(next).lstore(to.unscaled()).goto_(ways.next());
        }
        code.labelBinding(other);
        locals.ifPresent(this::saveLocals);
    }

    private Locals openLocals(int scale) {
        var made = new Locals(scale, loop.local(TypeKind.INT), loop.local(TypeKind.LONG));
        locals = Optional.of(made);
        loop.before(() -> {
            pushIsOf(scale);
            code.istore(made.inUse());
            pushUnscaled();
            code.lstore(made.unscaled());
        });
        return made;
    }

    private void pushIsOf(int scale) {
        code.aload(sum).loadConstant(scale).invokevirtual(SUM, "isOf", MethodTypeDesc.of(CD_boolean, CD_int));
    }

    private void pushUnscaled() {
        code.aload(sum).invokevirtual(SUM, "unscaled", MethodTypeDesc.of(CD_long));
    }

    /// After the sum itself was asked. As in [Accumulator] the loop pauses when what it does from now on is another
    /// thing, so that the JIT sees one that always does the same.
    private void goOn(Locals known, Ways ways) {
        var same = code.newLabel();
        pushIsOf(known.scale());
        code.iload(known.inUse()).if_icmpeq(same);
        code.iconst_0().istore(known.inUse()).goto_(ways.pause());
        code.labelBinding(same);
        pushUnscaled();
        code.lstore(known.unscaled()).goto_(ways.next());
    }

    private void saveLocals(Locals known) {
        var saved = code.newLabel();
        code.iload(known.inUse()).ifeq(saved);
        code.aload(sum).lload(known.unscaled()).invokevirtual(SUM, "unscaled", MethodTypeDesc.of(CD_void, CD_long));
        code.labelBinding(saved);
    }

    /// After the loop: writes the result so far into the fields.
    @Override
    public void save() {
        locals.ifPresent(this::saveLocals);
        code.aload(0).aload(sum).invokevirtual(SUM, "started", MethodTypeDesc.of(CD_boolean));
        code.putfield(LoopCode.LOOP, "started", CD_boolean);
        code.aload(0).aload(sum).putfield(LoopCode.LOOP, "value", CD_Object);
    }
}
