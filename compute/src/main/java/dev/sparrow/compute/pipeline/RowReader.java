/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Memory;
import dev.sparrow.storage.columnar.Window;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes how the elements of a window are read.
///
/// @param windows what is known of them
/// @param leaves the locals of the leaves' arrays or addresses; [#UNREAD] or [#ALWAYS] for those that nobody reads
/// @param window the local of the window
/// @param row the local of the row
record RowReader(LoopCode loop, Pipeline.Windows windows, List<Integer> leaves, int window, int row) {
    static final ClassDesc WINDOW = Window.class.describeConstable().orElseThrow();
    private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();

    /// Rows with more leaves are read and written by [Window] itself, since HotSpot does not compile huge methods.
    private static final int LEAVES_MAX = 64;

    private static final int UNREAD = -1;

    /// In place of a local: of what is always true.
    private static final int ALWAYS = -2;

    static boolean inLocals(Kind kind) {
        return kind.leaves() <= LEAVES_MAX && !holdsRows(kind);
    }

    private static boolean holdsRows(Kind kind) {
        return switch (kind) {
            case Kind.Columns _ -> true;
            case Kind.Struct(_, var parts) -> parts.stream().anyMatch(RowReader::holdsRows);
            case Kind.Nullable(var values) -> holdsRows(values);
            case Kind.Leaf _, Kind.Value _, Kind.Nulls _ -> false;
        };
    }

    /// Finds the leaves, before the loop.
    ///
    /// @param use what the loop does with elements
    static RowReader open(LoopCode loop, Pipeline.Windows windows, RowUse use, int window, int row) {
        var code = loop.code;
        var kind = windows.kind();
        var leaves = new ArrayList<Integer>();
        var read = use.leavesRead(kind);
        for (var leaf : inLocals(kind) ? kind.leafKinds() : List.<Kind.Leaf>of()) {
            if (!read.get(leaves.size())) {
                leaves.add(UNREAD);
                continue;
            }
            if (windows.alwaysValid().contains(leaves.size())) {
                leaves.add(ALWAYS);
                continue;
            }
            code.aload(window).loadConstant(leaves.size());
            if (windows.inMemory() && new LeafCode(leaf).primitive()) {
                var address = loop.local(TypeKind.LONG);
                code.invokevirtual(WINDOW, "address", MethodTypeDesc.of(CD_long, CD_int)).lstore(address);
                leaves.add(address);
            } else {
                code.invokevirtual(WINDOW, use.reused() ? "reusedLeaf" : "leaf", MethodTypeDesc.of(CD_Object, CD_int));
                code.checkcast(new LeafCode(leaf).array());
                leaves.add(loop.store());
            }
        }
        return new RowReader(loop, windows, leaves, window, row);
    }

    /// In the loop: the element of the row.
    Element read() {
        if (inLocals(windows.kind())) {
            return part(windows.kind(), 0);
        }
        pushNew();
        return new Element.Boxed(loop.store());
    }

    /// For rare paths: pushes the row's element as an object, with all that it has.
    void pushNew() {
        loop.code.aload(window).iload(row).invokevirtual(WINDOW, "get", MethodTypeDesc.of(CD_Object, CD_int));
    }

    // All leaves are read into locals, because what a loop writes may be an array of the same type, and the JIT
    // would have to read again. It drops those that nobody wants.
    private Element part(Kind part, int leaf) {
        return switch (part) {
            case Kind.Leaf one -> leaf(new LeafCode(one), leaves.get(leaf));
            case Kind.Struct(var type, var parts) -> {
                var elements = new ArrayList<Element>();
                var next = leaf;
                for (var inner : parts) {
                    elements.add(component(inner, next));
                    next += inner.leaves();
                }
                yield new Element.Parts(type, List.copyOf(elements));
            }
            case Kind.Value(var form) -> {
                var numbers = new ArrayList<Element.Raw>();
                for (var number : form.leaves()) {
                    numbers.add(number(new LeafCode(number), leaves.get(leaf + numbers.size())));
                }
                yield new Element.Numbers(form, List.copyOf(numbers));
            }
            case Kind.Nullable(var values) when leaves.get(leaf) == ALWAYS -> part(values, leaf + 1);
            case Kind.Nullable(var values) -> {
                var valid = number(new LeafCode(Kind.Leaf.BOOLEAN), leaves.get(leaf));
                yield new Element.Nullable(valid.local(), part(values, leaf + 1));
            }
            case Kind.Nulls _ -> new Element.Null();
            case Kind.Columns _ -> throw new IllegalStateException("Rows are read as objects.");
        };
    }

    private Element component(Kind part, int leaf) {
        if (part.leaves() == 0 || leaves.get(leaf) != UNREAD) {
            return part(part, leaf);
        }
        return part instanceof Kind.Leaf one && one != Kind.Leaf.OBJECT
                ? new Element.Zero(new LeafCode(one))
                : new Element.Null();
    }

    private Element leaf(LeafCode leaf, int place) {
        if (leaf.primitive()) {
            return number(leaf, place);
        }
        loop.code.aload(place).iload(row).aaload();
        return new Element.Boxed(loop.store());
    }

    private Element.Raw number(LeafCode leaf, int place) {
        var code = loop.code;
        var local = loop.local(leaf.typeKind());
        if (windows.inMemory()) {
            code.lload(place).iload(row);
            code.invokestatic(MEMORY, leaf.kind().name().toLowerCase(Locale.ROOT) + "At", leaf.readType());
        } else {
            code.aload(place).iload(row).arrayLoad(leaf.typeKind());
        }
        code.storeLocal(leaf.typeKind(), local);
        return new Element.Raw(leaf, local);
    }
}
