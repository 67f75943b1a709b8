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
/// @param inMemory whether numbers are read where they are, see [Window#isInMemory]
/// @param leaves the locals of the leaves' arrays or addresses
/// @param window the local of the window
/// @param row the local of the row
record RowReader(LoopCode loop, Kind kind, boolean inMemory, List<Integer> leaves, int window, int row) {
    static final ClassDesc WINDOW = Window.class.describeConstable().orElseThrow();
    private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();

    /// Rows with more leaves are read and written by [Window] itself, since HotSpot does not compile huge methods.
    private static final int LEAVES_MAX = 64;

    static boolean inLocals(Kind kind) {
        return kind.leaves() <= LEAVES_MAX;
    }

    /// Finds the leaves, before the loop.
    ///
    /// @param reused whether the loop retains no object of a row, see [Window#reusedLeaf]
    static RowReader open(LoopCode loop, Kind kind, boolean inMemory, boolean reused, int window, int row) {
        var code = loop.code;
        var leaves = new ArrayList<Integer>();
        for (var leaf : inLocals(kind) ? kind.leafKinds() : List.<Kind.Leaf>of()) {
            code.aload(window).loadConstant(leaves.size());
            if (inMemory && new LeafCode(leaf).hasAddress()) {
                var address = loop.local(TypeKind.LONG);
                code.invokevirtual(WINDOW, "address", MethodTypeDesc.of(CD_long, CD_int)).lstore(address);
                leaves.add(address);
            } else {
                code.invokevirtual(WINDOW, reused ? "reusedLeaf" : "leaf", MethodTypeDesc.of(CD_Object, CD_int));
                code.checkcast(new LeafCode(leaf).array());
                leaves.add(loop.store());
            }
        }
        return new RowReader(loop, kind, inMemory, leaves, window, row);
    }

    /// In the loop: the element of the row.
    Element read() {
        if (inLocals(kind)) {
            return part(kind, 0);
        }
        loop.code.aload(window).iload(row).invokevirtual(WINDOW, "get", MethodTypeDesc.of(CD_Object, CD_int));
        return new Element.Boxed(loop.store());
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
                    elements.add(part(inner, next));
                    next += inner.leaves();
                }
                yield new Element.Parts(type, List.copyOf(elements));
            }
        };
    }

    private Element leaf(LeafCode leaf, int place) {
        var code = loop.code;
        var local = loop.local(leaf.typeKind());
        if (inMemory && leaf.hasAddress()) {
            code.lload(place).iload(row);
            code.invokestatic(MEMORY, leaf.kind().name().toLowerCase(Locale.ROOT) + "At", leaf.readType());
        } else {
            code.aload(place).iload(row).arrayLoad(leaf.typeKind());
        }
        code.storeLocal(leaf.typeKind(), local);
        return leaf.primitive() ? new Element.Raw(leaf, local) : new Element.Boxed(local);
    }
}
