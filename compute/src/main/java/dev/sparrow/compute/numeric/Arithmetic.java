/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import org.objectweb.asm.Opcodes;

import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.function.Function;

/// The instructions of the JVM that make a primitive of one or two.
final class Arithmetic {
    private static final List<TypeKind> KINDS = List.of(TypeKind.INT, TypeKind.LONG, TypeKind.FLOAT, TypeKind.DOUBLE);

    private final Operations operations;

    Arithmetic(Operations operations) {
        this.operations = operations;
    }

    /// How many operands an instruction has.
    static int operands(int opcode) {
        if ((opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG) || (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S)) {
            return 1;
        }
        if ((opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR) || (opcode >= Opcodes.LCMP && opcode <= Opcodes.DCMPG)) {
            return 2;
        }
        throw new Operations.UnknownException("instruction " + opcode);
    }

    Node write(int opcode, List<Operand> operands, Function<Operand, Node> then) {
        var node = operations.instruction(opcode, result(opcode), operands, then);
        var divides =
                opcode == Opcodes.IDIV || opcode == Opcodes.LDIV || opcode == Opcodes.IREM || opcode == Opcodes.LREM;
        if (!divides) {
            return node;
        }
        return operations.comparison(
                operands.get(1),
                new Operand.Constant(0),
                sign -> operations.decide(Opcodes.IFEQ, sign, Node.GIVE_UP, node));
    }

    private static TypeKind result(int opcode) {
        if (opcode <= Opcodes.DNEG) {
            return KINDS.get((opcode - Opcodes.IADD) % KINDS.size());
        }
        if (opcode <= Opcodes.LXOR) {
            return KINDS.get((opcode - Opcodes.ISHL) % 2);
        }
        return switch (opcode) {
            case Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> TypeKind.LONG;
            case Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> TypeKind.FLOAT;
            case Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> TypeKind.DOUBLE;
            default -> TypeKind.INT;
        };
    }

    /// Whether a jump that compares with 0 is taken.
    static boolean jumps(int opcode, int value) {
        return switch (opcode) {
            case Opcodes.IFEQ -> value == 0;
            case Opcodes.IFNE -> value != 0;
            case Opcodes.IFLT -> value < 0;
            case Opcodes.IFGE -> value >= 0;
            case Opcodes.IFGT -> value > 0;
            default -> value <= 0;
        };
    }
}
