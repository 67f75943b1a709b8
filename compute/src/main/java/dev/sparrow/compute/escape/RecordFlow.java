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

/// Follows a record through the instructions of a method, and tells a [RecordUse] what is done with it.
final class RecordFlow extends BasicInterpreter {
    /// What may be the record. Its type is that of no other value, for values are equal if their types are.
    private static final BasicValue RECORD = new BasicValue(Type.getObjectType("record"));

    private final int local;
    private final RecordUse use;

    /// @param parameter its place, where the receiver of a method that is not static has place 0
    RecordFlow(MethodNode method, int parameter, RecordUse use) {
        super(Opcodes.ASM9);
        this.local = ArgumentFlow.local(method, parameter);
        this.use = use;
    }

    private void takeAll(BasicValue value) {
        if (value.equals(RECORD)) {
            use.takesAll();
        }
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int slot, Type type) {
        return slot == local ? RECORD : newValue(type);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value) throws AnalyzerException {
        if (value.equals(RECORD)) {
            switch (instruction.getOpcode()) {
                case Opcodes.CHECKCAST -> {
                    return value;
                }
                case Opcodes.GETFIELD -> use.reads(((FieldInsnNode) instruction).name);
                case Opcodes.INSTANCEOF, Opcodes.IFNULL, Opcodes.IFNONNULL -> {}
                default -> use.takesAll();
            }
        }
        return super.unaryOperation(instruction, value);
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode instruction, BasicValue left, BasicValue right)
            throws AnalyzerException {
        takeAll(left);
        takeAll(right);
        return super.binaryOperation(instruction, left, right);
    }

    @Override
    public BasicValue ternaryOperation(
            AbstractInsnNode instruction, BasicValue array, BasicValue index, BasicValue element)
            throws AnalyzerException {
        takeAll(element);
        return super.ternaryOperation(instruction, array, index, element);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> arguments)
            throws AnalyzerException {
        for (var i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(RECORD)) {
                if (instruction instanceof MethodInsnNode call) {
                    use.calls(call, i);
                } else {
                    use.takesAll();
                }
            }
        }
        return super.naryOperation(instruction, arguments);
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, BasicValue value, BasicValue expected) {
        takeAll(value);
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        return one.equals(RECORD) || other.equals(RECORD) ? RECORD : super.merge(one, other);
    }
}
