/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Primitives, their boxes, and the way between them.
final class Primitives {
    private static final Map<String, Class<?>> BOXES =
            Map.of(
                    "java/lang/Boolean", Boolean.class,
                    "java/lang/Byte", Byte.class,
                    "java/lang/Short", Short.class,
                    "java/lang/Character", Character.class,
                    "java/lang/Integer", Integer.class,
                    "java/lang/Long", Long.class,
                    "java/lang/Float", Float.class,
                    "java/lang/Double", Double.class);

    private static final String KINDS = "IJFD";

    private Primitives() {}

    static Optional<Class<?>> box(String name) {
        return Optional.ofNullable(BOXES.get(name));
    }

    static Operand number(Value value) {
        if (value instanceof Value.Primitive(var number)) {
            return number;
        }
        throw new Operations.UnknownException("no primitive");
    }

    /// A number that is compared with 0.
    static Operand signed(Value value) {
        return value instanceof Value.Sign(var number) ? number : number(value);
    }

    /// A number as another primitive.
    static Node converted(Operand number, Type wanted, Operations operations, Function<Operand, Node> then) {
        var from = place(number.kind());
        var to = place(TypeKind.fromDescriptor(wanted.getDescriptor()).asLoadable());
        Function<Operand, Node> narrowed =
                switch (wanted.getSort()) {
                    case Type.BYTE -> wide -> one(Opcodes.I2B, TypeKind.INT, wide, operations, then);
                    case Type.SHORT -> wide -> one(Opcodes.I2S, TypeKind.INT, wide, operations, then);
                    case Type.CHAR -> wide -> one(Opcodes.I2C, TypeKind.INT, wide, operations, then);
                    default -> then;
                };
        if (from == to) {
            return narrowed.apply(number);
        }
        // Of each kind three: to the others, in their order.
        var opcode = Opcodes.I2L + 3 * from + (to < from ? to : to - 1);
        var kind = TypeKind.fromDescriptor(KINDS.substring(to, to + 1));
        return one(opcode, kind, number, operations, narrowed);
    }

    private static Node one(
            int opcode, TypeKind kind, Operand number, Operations operations, Function<Operand, Node> then) {
        return operations.instruction(opcode, kind, List.of(number), then);
    }

    private static int place(TypeKind kind) {
        return KINDS.indexOf(kind.upperBound().descriptorString());
    }
}
