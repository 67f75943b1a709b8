/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Memory;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes the way between the array of a leaf and elements.
record LeafCode(Kind.Leaf kind) {

    ClassDesc type() {
        return kind.type().describeConstable().orElseThrow();
    }

    ClassDesc array() {
        return type().arrayType();
    }

    TypeKind typeKind() {
        return TypeKind.from(type());
    }

    /// Whether it has primitives; of these a window can say where they are in memory, see [Memory].
    boolean primitive() {
        return kind.type().isPrimitive();
    }

    /// Of the method of [Memory] that reads a value.
    MethodTypeDesc readType() {
        return MethodTypeDesc.of(type(), CD_long, CD_int);
    }

    /// Pushes what is in `array[index]`, both in locals, boxed.
    void push(CodeBuilder code, int array, int index) {
        code.aload(array).iload(index).arrayLoad(typeKind());
        box(code);
    }

    /// Puts what `value` pushes, unboxed, into `array[index]`.
    void set(CodeBuilder code, int array, int index, Runnable value) {
        code.aload(array).iload(index);
        value.run();
        code.arrayStore(typeKind());
    }

    void box(CodeBuilder code) {
        if (primitive()) {
            Boxes.box(code, type());
        }
    }

    void unbox(CodeBuilder code) {
        if (primitive()) {
            Boxes.unbox(code, type());
        }
    }
}
