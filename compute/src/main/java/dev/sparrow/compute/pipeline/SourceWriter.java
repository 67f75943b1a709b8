/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.storage.columnar.Kind;

import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// Writes how a loop takes the elements of its source. Each source has a method `run` of [Loop] with its own
/// parameters.
sealed interface SourceWriter {
    static MethodTypeDesc type(Pipeline.Source source) {
        return switch (source) {
            case Pipeline.Range _ -> MethodTypeDesc.of(CD_int, CD_long, CD_long, CD_int);
            case Pipeline.Elements _ -> MethodTypeDesc.of(CD_int, StepWriter.ITERATOR, CD_int);
            case Pipeline.Windows _ -> MethodTypeDesc.of(CD_int, RowReader.WINDOW, CD_int, CD_int);
        };
    }

    /// The one for a source.
    ///
    /// @param use what the loop does with rows
    static SourceWriter of(Pipeline.Source source, RowUse use, LoopCode loop, StepWriter steps) {
        return switch (source) {
            case Pipeline.Range _ -> new OfRange(loop, counter(loop));
            case Pipeline.Elements _ -> new OfElements(loop, steps, counter(loop));
            case Pipeline.Windows windows -> OfWindows.open(loop, windows, use);
        };
    }

    private static int counter(LoopCode loop) {
        var taken = loop.local(TypeKind.INT);
        loop.code.iconst_0().istore(taken);
        return taken;
    }

    /// In the loop: the next element of the source, or `done`.
    Element take(Label done);

    /// After an element.
    void advance();

    /// For rare paths: pushes an element that was taken, as an object.
    default void pushNew(Element taken, ElementCode elements) {
        elements.pushNew(taken);
    }

    /// After the loop: pushes what it returns.
    void pushTaken();

    /// Numbers.
    ///
    /// @param taken the local that counts elements
    record OfRange(LoopCode loop, int taken) implements SourceWriter {
        @Override
        public Element take(Label done) {
            loop.code.iload(taken).iload(loop.code.parameterSlot(2)).if_icmpge(done);
            return new Element.Raw(new LeafCode(Kind.Leaf.LONG), loop.code.parameterSlot(0));
        }

        @Override
        public void advance() {
            var value = loop.code.parameterSlot(0);
            loop.code.lload(value).lload(loop.code.parameterSlot(1)).ladd().lstore(value).iinc(taken, 1);
        }

        @Override
        public void pushTaken() {
            loop.code.iload(taken);
        }
    }

    /// What an iterator gives.
    ///
    /// @param taken the local that counts elements
    record OfElements(LoopCode loop, StepWriter steps, int taken) implements SourceWriter {
        @Override
        public Element take(Label done) {
            loop.code.iload(taken).iload(loop.code.parameterSlot(1)).if_icmpge(done);
            var iterator = loop.code.parameterSlot(0);
            steps.hasNext(iterator);
            loop.code.ifeq(done);
            steps.takeNext(iterator);
            return new Element.Boxed(loop.store());
        }

        @Override
        public void advance() {
            loop.code.iinc(taken, 1);
        }

        @Override
        public void pushTaken() {
            loop.code.iload(taken);
        }
    }

    /// Rows. Their number is the only thing that counts up: two would be one more than the JIT keeps in registers.
    record OfWindows(LoopCode loop, RowReader rows) implements SourceWriter {

        static OfWindows open(LoopCode loop, Pipeline.Windows windows, RowUse use) {
            var code = loop.code;
            return new OfWindows(
                    loop, RowReader.open(loop, windows, use, code.parameterSlot(0), code.parameterSlot(1)));
        }

        @Override
        public Element take(Label done) {
            loop.code.iload(loop.code.parameterSlot(1)).iload(loop.code.parameterSlot(2)).if_icmpge(done);
            return rows.read();
        }

        @Override
        public void advance() {
            loop.code.iinc(loop.code.parameterSlot(1), 1);
        }

        @Override
        public void pushTaken() {
            loop.code.iload(loop.code.parameterSlot(1));
        }

        @Override
        public void pushNew(Element taken, ElementCode elements) {
            rows.pushNew();
        }
    }
}
