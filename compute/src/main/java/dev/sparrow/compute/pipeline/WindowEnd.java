/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// Writes the end of a loop that fills a window: each leaf of an element goes into its array, and a full window to the
/// sink. An element that does not fit is given to the sink as it is, after the rows before it.
final class WindowEnd implements EndWriter {

    private final LoopCode loop;
    private final ElementCode elements;
    private final CodeBuilder code;
    private final Kind kind;
    private final int[] arrays;
    private final int filled;

    WindowEnd(LoopCode loop, ElementCode elements, Kind kind) {
        this.loop = loop;
        this.elements = elements;
        this.code = loop.code;
        this.kind = kind;
        this.arrays = new int[isDirect(kind) ? kind.leaves() : 0];
        this.filled = loop.local(TypeKind.INT);
    }

    /// Whether the loop itself fills the arrays. Windows of what is stored, with nulls and numbers of dates, are filled
    /// from objects.
    private static boolean isDirect(Kind kind) {
        return RowReader.inLocals(kind) && hasOnlyObjectsAndPrimitives(kind);
    }

    private static boolean hasOnlyObjectsAndPrimitives(Kind kind) {
        return switch (kind) {
            case Kind.Leaf _ -> true;
            case Kind.Struct(_, var parts) -> parts.stream().allMatch(WindowEnd::hasOnlyObjectsAndPrimitives);
            case Kind.Value _, Kind.Nullable _, Kind.Nulls _, Kind.Columns _ -> false;
        };
    }

    /// Before the loop: finds the arrays.
    void load() {
        var leaves = kind.leafKinds();
        for (var leaf = 0; leaf < arrays.length; leaf++) {
            loop.field("out", RowReader.WINDOW).loadConstant(leaf);
            code.invokevirtual(RowReader.WINDOW, "leaf", MethodTypeDesc.of(CD_Object, CD_int));
            code.checkcast(new LeafCode(leaves.get(leaf)).array());
            arrays[leaf] = loop.store();
        }
        loop.field("filled", CD_int).istore(filled);
    }

    @Override
    public void write(Element element, Ways ways) {
        var mismatch = code.newLabel();
        if (isDirect(kind)) {
            set(kind, 0, element, mismatch);
        } else {
            loop.field("out", RowReader.WINDOW).iload(filled);
            elements.push(element);
            code.invokevirtual(RowReader.WINDOW, "take", MethodTypeDesc.of(CD_boolean, CD_int, CD_Object))
                    .ifeq(mismatch);
        }
        code.iinc(filled, 1).iload(filled).loadConstant(Window.ROWS).if_icmplt(ways.next());
        code.aload(0).iload(filled).invokevirtual(LoopCode.LOOP, "flush", MethodTypeDesc.of(CD_boolean, CD_int));
        goOn(ways);
        code.labelBinding(mismatch).aload(0).iload(filled);
        elements.pushNew(element);
        code.invokevirtual(LoopCode.LOOP, "surprised", MethodTypeDesc.of(CD_boolean, CD_int, CD_Object));
        goOn(ways);
    }

    private void goOn(Ways ways) {
        code.iconst_0().istore(filled).ifeq(ways.stop()).goto_(ways.next());
    }

    /// Writes a part of the element into the leaves from `leaf` on, and returns the leaf after them. What was written
    /// before a surprise is overwritten by the next row.
    private int set(Kind part, int leaf, Element element, Label mismatch) {
        return switch (part) {
            case Kind.Leaf one -> {
                setLeaf(new LeafCode(one), arrays[leaf], element, mismatch);
                yield leaf + 1;
            }
            case Kind.Struct struct -> setStruct(struct, leaf, element, mismatch);
            case Kind.Value _, Kind.Nullable _, Kind.Nulls _, Kind.Columns _ ->
                    throw new IllegalStateException("Not direct: " + kind);
        };
    }

    private void setLeaf(LeafCode leaf, int array, Element element, Label mismatch) {
        if (!leaf.primitive()) {
            elements.push(element);
            code.invokestatic(RowReader.WINDOW, "taken", MethodTypeDesc.of(CD_Object, CD_Object));
            var taken = loop.store();
            code.aload(taken).getstatic(RowReader.WINDOW, "NOT_TAKEN", CD_Object).if_acmpeq(mismatch);
            leaf.set(code, array, filled, () -> code.aload(taken));
            return;
        }
        switch (element) {
            case Element.Raw(var from, var local) when from.equals(leaf) ->
                    leaf.set(code, array, filled, () -> code.loadLocal(leaf.typeKind(), local));
            case Element.Boxed(var local) -> {
                code.aload(local).instanceOf(Boxes.of(leaf.type())).ifeq(mismatch);
                leaf.set(
                        code,
                        array,
                        filled,
                        () -> {
                            code.aload(local);
                            leaf.unbox(code);
                        });
            }
            case Element.Nullable(var valid, var value, _) -> {
                code.iload(valid).ifeq(mismatch);
                setLeaf(leaf, array, value, mismatch);
            }
            case Element.Raw _, Element.Parts _, Element.Numbers _, Element.Null _, Element.Zero _ ->
                    code.goto_(mismatch);
        }
    }

    private int setStruct(Kind.Struct struct, int leaf, Element element, Label mismatch) {
        var next = leaf + struct.leaves();
        switch (element) {
            case Element.Parts parts when parts.type() == struct.type() -> setParts(struct, leaf, parts, mismatch);
            case Element.Boxed(var local) ->
                    setParts(struct, leaf, elements.open(struct.type(), local, mismatch), mismatch);
            case Element.Nullable(var valid, var value, _) -> {
                code.iload(valid).ifeq(mismatch);
                setStruct(struct, leaf, value, mismatch);
            }
            case Element.Parts _, Element.Raw _, Element.Numbers _, Element.Null _, Element.Zero _ ->
                    code.goto_(mismatch);
        }
        return next;
    }

    private void setParts(Kind.Struct struct, int leaf, Element.Parts element, Label mismatch) {
        var next = leaf;
        for (var i = 0; i < struct.parts().size(); i++) {
            next = set(struct.parts().get(i), next, element.parts().get(i), mismatch);
        }
    }

    @Override
    public void save() {
        code.aload(0).iload(filled).putfield(LoopCode.LOOP, "filled", CD_int);
    }
}
