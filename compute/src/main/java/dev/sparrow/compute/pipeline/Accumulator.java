/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.invoke.MethodType;

/// Writes the end of a loop that combines elements: the first one as it is, or onto what the loop starts with.
///
/// If the function returns a box of some primitives (see [StateBox]), the result so far is kept unboxed: the JIT
/// removes a box that is made and opened in the same round, but not one that lives from one round to the next. A
/// surprise, such as a null or a first element of another class, is kept as an object in `odd` until the function
/// returns the expected class again.
final class Accumulator implements EndWriter {
    private static final int NOTHING = 0;
    private static final int UNBOXED = 1;
    private static final int ODD = 2;

    private final LoopCode loop;
    private final ElementCode elements;
    private final CodeBuilder code;
    private final int call;

    /// Null if results are objects.
    private final StateBox box;

    /// Whether elements are of the same class as results.
    private final boolean alike;

    private final int state;
    private final int odd;
    private int[] unboxed = {};

    /// @param call the number of the function's call
    /// @param declared what the function takes and returns
    Accumulator(LoopCode loop, ElementCode elements, int call, MethodType declared) {
        this.loop = loop;
        this.elements = elements;
        this.code = loop.code;
        this.call = call;
        this.box = StateBox.of(declared.returnType()).orElse(null);
        this.alike = declared.parameterType(1) == declared.returnType();
        this.state = loop.local(TypeKind.INT);
        this.odd = loop.local(TypeKind.REFERENCE);
    }

    /// Before the loop: reads the result so far from the fields.
    void load() {
        loop.field("value", CD_Object).astore(odd);
        var started = code.newLabel();
        var loaded = code.newLabel();
        if (box != null) {
            unboxed = box.locals(loop);
        }
        loop.field("started", CD_boolean).ifne(started);
        code.loadConstant(NOTHING).istore(state).goto_(loaded);
        code.labelBinding(started);
        code.aload(odd);
        keep(NOTHING, new Ways(loaded, loaded, loaded));
        code.labelBinding(loaded);
    }

    /// In the loop: combines the element.
    ///
    /// The loop pauses when the state changes, so that the JIT sees one that never does: it asks once, and not for each
    /// element.
    @Override
    public void write(Element taken, Ways ways) {
        if (taken instanceof Element.Nullable(var valid, var known, _) && known instanceof Element.Raw) {
            var other = code.newLabel();
            code.iload(valid).ifeq(other);
            write(known, ways);
            code.labelBinding(other);
        }
        elements.push(taken);
        var element = loop.store();
        if (box != null && alike) {
            // A box that is opened at once is removed; one that could still be kept somewhere below would be made.
            var value = box.locals(loop);
            var mismatch = code.newLabel();
            code.aload(element).instanceOf(box.type()).ifeq(mismatch);
            code.aload(element);
            box.unbox(code, value);
            combine(() -> box.box(code, value), ways);
            code.labelBinding(mismatch);
        }
        combine(() -> code.aload(element), ways);
    }

    private void combine(Runnable pushElement, Ways ways) {
        var notUnboxed = code.newLabel();
        if (box != null) {
            // A bit, and not if it is equal: then the JIT would know the state behind the question, put that constant
            // in
            // its place, and see a state that changes.
            code.iload(state).loadConstant(UNBOXED).iand().ifeq(notUnboxed);
            call(() -> box.box(code, unboxed), pushElement);
            keep(UNBOXED, ways);
        }
        var started = code.newLabel();
        code.labelBinding(notUnboxed);
        code.iload(state).ifne(started);
        pushElement.run();
        keep(NOTHING, ways);
        code.labelBinding(started);
        call(() -> code.aload(odd), pushElement);
        keep(ODD, ways);
    }

    private void call(Runnable pushResult, Runnable pushElement) {
        loop.call(
                call,
                () -> {
                    pushResult.run();
                    pushElement.run();
                },
                () -> {});
    }

    /// Keeps the object on the stack as the result so far.
    private void keep(int before, Ways ways) {
        if (box != null) {
            var mismatch = code.newLabel();
            code.dup().instanceOf(box.type()).ifeq(mismatch);
            box.unbox(code, unboxed);
            goOn(before, UNBOXED, ways);
            code.labelBinding(mismatch);
        }
        code.astore(odd);
        goOn(before, ODD, ways);
    }

    private void goOn(int before, int after, Ways ways) {
        if (before == after) {
            code.goto_(ways.next());
        } else {
            code.loadConstant(after).istore(state).goto_(ways.pause());
        }
    }

    /// After the loop: writes the result so far into the fields.
    @Override
    public void save() {
        var done = code.newLabel();
        code.iload(state).ifeq(done);
        code.aload(0).iconst_1().putfield(LoopCode.LOOP, "started", CD_boolean);
        if (box != null) {
            var surprised = code.newLabel();
            code.iload(state).loadConstant(UNBOXED).if_icmpne(surprised);
            code.aload(0);
            box.box(code, unboxed);
            code.putfield(LoopCode.LOOP, "value", CD_Object).goto_(done);
            code.labelBinding(surprised);
        }
        code.aload(0).aload(odd).putfield(LoopCode.LOOP, "value", CD_Object);
        code.labelBinding(done);
    }
}
