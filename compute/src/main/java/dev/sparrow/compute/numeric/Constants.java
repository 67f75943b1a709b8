/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

import java.util.Optional;

/// What instructions push that push constants.
final class Constants {
    private Constants() {}

    static Optional<Value> of(AbstractInsnNode instruction) {
        return switch (instruction) {
            case IntInsnNode push when push.getOpcode() != Opcodes.NEWARRAY -> number(push.operand);
            case LdcInsnNode load when load.cst instanceof Number number -> number(number);
            default -> ofOpcode(instruction.getOpcode());
        };
    }

    private static Optional<Value> ofOpcode(int opcode) {
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return number(opcode - Opcodes.ICONST_0);
        }
        if (opcode >= Opcodes.LCONST_0 && opcode <= Opcodes.LCONST_1) {
            return number((long) (opcode - Opcodes.LCONST_0));
        }
        if (opcode >= Opcodes.FCONST_0 && opcode <= Opcodes.FCONST_2) {
            return number((float) (opcode - Opcodes.FCONST_0));
        }
        if (opcode >= Opcodes.DCONST_0 && opcode <= Opcodes.DCONST_1) {
            return number((double) (opcode - Opcodes.DCONST_0));
        }
        return opcode == Opcodes.ACONST_NULL ? Optional.of(new Value.Null()) : Optional.empty();
    }

    private static Optional<Value> number(Number number) {
        return Optional.of(new Value.Primitive(new Operand.Constant(number)));
    }
}
