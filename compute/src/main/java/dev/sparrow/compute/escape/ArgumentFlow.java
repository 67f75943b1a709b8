/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// Follows one argument through the instructions of a method.
///
/// A value is [#BORROWED] if it may be the argument or an array of numbers that is part of it. Arrays of objects,
/// strings and boxes that are found in it are not: they are nobody else's.
final class ArgumentFlow extends BasicInterpreter {
    /// Its type is that of no other value, for values are equal if their types are.
    private static final BasicValue BORROWED = new BasicValue(Type.getObjectType("borrowed"));

    private static final Set<String> IMMUTABLE =
            Set.of(
                    "java/lang/String",
                    "java/lang/Boolean",
                    "java/lang/Byte",
                    "java/lang/Character",
                    "java/lang/Short",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Float",
                    "java/lang/Double");

    private final int local;
    private final BiFunction<MethodInsnNode, Integer, EscapeState> calls;
    private boolean returned;
    private boolean kept;

    /// @param parameter its place, where the receiver of a method that is not static has place 0
    /// @param calls what becomes of an argument of a call
    ArgumentFlow(MethodNode method, int parameter, BiFunction<MethodInsnNode, Integer, EscapeState> calls) {
        super(Opcodes.ASM9);
        this.local = local(method, parameter);
        this.calls = calls;
    }

    /// The local variable of a parameter.
    static int local(MethodNode method, int parameter) {
        var receivers = (method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        var types = Type.getArgumentTypes(method.desc);
        var slot = parameter == 0 ? 0 : receivers;
        for (var before = 0; before < parameter - receivers; before++) {
            slot += types[before].getSize();
        }
        return slot;
    }

    /// After the whole method was followed.
    EscapeState fate() {
        if (kept) {
            return EscapeState.KEPT;
        }
        return returned ? EscapeState.RETURNED : EscapeState.BORROWED;
    }

    private static boolean isBorrowed(BasicValue value) {
        return value.equals(BORROWED);
    }

    private void keep(BasicValue value) {
        kept |= isBorrowed(value);
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int slot, Type type) {
        return slot == local ? BORROWED : newValue(type);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        switch (instruction.getOpcode()) {
            case Opcodes.PUTSTATIC, Opcodes.ATHROW -> keep(value);
            case Opcodes.CHECKCAST -> {
                return value;
            }
            case Opcodes.GETFIELD -> {
                if (isBorrowed(value) && mayBeBorrowed(Type.getType(((FieldInsnNode) instruction).desc))) {
                    return BORROWED;
                }
            }
            default -> {}
        }
        return super.unaryOperation(instruction, value);
    }

    private static boolean mayBeBorrowed(Type field) {
        return switch (field.getSort()) {
            case Type.OBJECT -> !IMMUTABLE.contains(field.getInternalName());
            case Type.ARRAY -> field.getDimensions() == 1 && field.getElementType().getSort() < Type.ARRAY;
            default -> false;
        };
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode instruction, BasicValue left, BasicValue right)
            throws AnalyzerException {
        if (instruction.getOpcode() == Opcodes.PUTFIELD) {
            keep(right);
        }
        return super.binaryOperation(instruction, left, right);
    }

    @Override
    public BasicValue ternaryOperation(
            AbstractInsnNode instruction, BasicValue array, BasicValue index, BasicValue element)
            throws AnalyzerException {
        keep(element);
        return super.ternaryOperation(instruction, array, index, element);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> arguments)
            throws AnalyzerException {
        var result = super.naryOperation(instruction, arguments);
        for (var i = 0; i < arguments.size(); i++) {
            if (isBorrowed(arguments.get(i))) {
                var state = instruction instanceof MethodInsnNode call ? calls.apply(call, i) : EscapeState.KEPT;
                kept |= state == EscapeState.KEPT;
                result =
                        switch (state) {
                            case RETURNED -> BORROWED;
                            case BORROWED, KEPT -> result;
                        };
            }
        }
        return result;
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, BasicValue value, BasicValue expected) {
        returned |= isBorrowed(value);
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        return isBorrowed(one) || isBorrowed(other) ? BORROWED : super.merge(one, other);
    }
}
