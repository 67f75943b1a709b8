/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Short;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes the way between primitives and their boxes. Inside one compiled loop the JIT leaves no box of these.
final class Boxes {
    private Boxes() {}

    /// From the primitive on the stack to its box.
    static void box(CodeBuilder code, ClassDesc primitive) {
        var box = of(primitive);
        code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, primitive));
    }

    /// From an `Object` on the stack to the primitive that it boxes.
    static void unbox(CodeBuilder code, ClassDesc primitive) {
        var box = of(primitive);
        code.checkcast(box).invokevirtual(box, primitive.displayName() + "Value", MethodTypeDesc.of(primitive));
    }

    static ClassDesc of(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "J" -> CD_Long;
            case "I" -> CD_Integer;
            case "D" -> CD_Double;
            case "Z" -> CD_Boolean;
            case "F" -> CD_Float;
            case "C" -> CD_Character;
            case "S" -> CD_Short;
            case "B" -> CD_Byte;
            default -> throw new IllegalArgumentException("Not a primitive: " + primitive);
        };
    }
}
