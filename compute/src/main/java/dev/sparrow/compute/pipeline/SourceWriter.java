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

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes how a loop takes the elements of its source. Each source has a method `run` of [Loop] with its own
/// parameters.
sealed interface SourceWriter {
    ClassDesc WINDOW = Window.class.describeConstable().orElseThrow();
    ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();

    /// Rows with more leaves are read and written by [Window] itself, since HotSpot does not compile huge methods.
    int LEAVES_MAX = 64;

    static boolean inLocals(Kind kind) {
        return kind.leaves() <= LEAVES_MAX;
    }

    static MethodTypeDesc type(Pipeline.Source source) {
        return switch (source) {
            case Pipeline.Range _ -> MethodTypeDesc.of(CD_int, CD_long, CD_long, CD_int);
            case Pipeline.Elements _ -> MethodTypeDesc.of(CD_int, StepWriter.ITERATOR, CD_int);
            case Pipeline.Windows _ -> MethodTypeDesc.of(CD_int, WINDOW, CD_int, CD_int);
        };
    }

    static SourceWriter of(Pipeline.Source source, LoopCode loop, StepWriter steps) {
        return switch (source) {
            case Pipeline.Range _ -> new OfRange(loop);
            case Pipeline.Elements _ -> new OfElements(loop, steps);
            case Pipeline.Windows(var kind, var inMemory) -> OfWindows.open(loop, kind, inMemory);
        };
    }

    /// The parameter that says how many elements to take.
    int size();

    /// In the loop: the next element of the source, or `done`.
    Element take(Label done);

    /// After an element.
    void advance();

    record OfRange(LoopCode loop) implements SourceWriter {
        @Override
        public int size() {
            return loop.code.parameterSlot(2);
        }

        @Override
        public Element take(Label done) {
            return new Element.Raw(new Leaf(Kind.Leaf.LONG), loop.code.parameterSlot(0));
        }

        @Override
        public void advance() {
            var value = loop.code.parameterSlot(0);
            loop.code.lload(value).lload(loop.code.parameterSlot(1)).ladd().lstore(value);
        }
    }

    record OfElements(LoopCode loop, StepWriter steps) implements SourceWriter {
        @Override
        public int size() {
            return loop.code.parameterSlot(1);
        }

        @Override
        public Element take(Label done) {
            var iterator = loop.code.parameterSlot(0);
            steps.hasNext(iterator);
            loop.code.ifeq(done);
            steps.takeNext(iterator);
            return new Element.Boxed(loop.store());
        }

        @Override
        public void advance() {}
    }

    /// Rows.
    ///
    /// @param inMemory whether numbers are read where they are
    /// @param leaves the locals of the leaves' arrays or addresses
    record OfWindows(LoopCode loop, Kind kind, boolean inMemory, List<Integer> leaves) implements SourceWriter {

        /// Finds the leaves, before the loop.
        static OfWindows open(LoopCode loop, Kind kind, boolean inMemory) {
            var code = loop.code;
            var leaves = new ArrayList<Integer>();
            for (var leaf : inLocals(kind) ? kind.leafKinds() : List.<Kind.Leaf>of()) {
                code.aload(code.parameterSlot(0)).loadConstant(leaves.size());
                if (inMemory && new Leaf(leaf).hasAddress()) {
                    var address = loop.local(TypeKind.LONG);
                    code.invokevirtual(WINDOW, "address", MethodTypeDesc.of(CD_long, CD_int)).lstore(address);
                    leaves.add(address);
                } else {
                    code.invokevirtual(WINDOW, "leaf", MethodTypeDesc.of(CD_Object, CD_int));
                    code.checkcast(new Leaf(leaf).array());
                    leaves.add(loop.store());
                }
            }
            return new OfWindows(loop, kind, inMemory, leaves);
        }

        @Override
        public int size() {
            return loop.code.parameterSlot(2);
        }

        @Override
        public Element take(Label done) {
            if (inLocals(kind)) {
                return part(kind, 0);
            }
            var code = loop.code;
            code.aload(code.parameterSlot(0)).iload(code.parameterSlot(1));
            code.invokevirtual(WINDOW, "get", MethodTypeDesc.of(CD_Object, CD_int));
            return new Element.Boxed(loop.store());
        }

        // All leaves are read into locals, because what a loop writes may be an array of the same type, and the JIT
        // would have to read again. It drops those that nobody wants.
        private Element part(Kind part, int leaf) {
            return switch (part) {
                case Kind.Leaf one -> leaf(loop.code, new Leaf(one), leaves.get(leaf));
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

        private Element leaf(CodeBuilder code, Leaf leaf, int place) {
            var local = loop.local(leaf.typeKind());
            if (inMemory && leaf.hasAddress()) {
                code.lload(place).iload(code.parameterSlot(1));
                code.invokestatic(MEMORY, leaf.kind().name().toLowerCase(Locale.ROOT) + "At", leaf.readType());
            } else {
                code.aload(place).iload(code.parameterSlot(1)).arrayLoad(leaf.typeKind());
            }
            code.storeLocal(leaf.typeKind(), local);
            return leaf.primitive() ? new Element.Raw(leaf, local) : new Element.Boxed(local);
        }

        @Override
        public void advance() {
            loop.code.iinc(loop.code.parameterSlot(1), 1);
        }
    }
}
