/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.storage.columnar.Kind;

import java.lang.classfile.Label;
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
    record OfWindows(LoopCode loop, RowReader rows) implements SourceWriter {

        static OfWindows open(LoopCode loop, Kind kind, boolean inMemory) {
            var code = loop.code;
            return new OfWindows(
                    loop, RowReader.open(loop, kind, inMemory, code.parameterSlot(0), code.parameterSlot(1)));
        }

        @Override
        public int size() {
            return loop.code.parameterSlot(2);
        }

        @Override
        public Element take(Label done) {
            return rows.read();
        }

        @Override
        public void advance() {
            loop.code.iinc(loop.code.parameterSlot(1), 1);
        }
    }
}
