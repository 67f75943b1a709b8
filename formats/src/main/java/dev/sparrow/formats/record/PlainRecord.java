/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether the constructor of a record keeps what it is given and does nothing else, as the one does that nobody wrote.
/// Then a record is the values of its components, and need not be made to know what is in it.
final class PlainRecord {
    private static final ClassValue<Boolean> PLAIN =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return look(type);
                }
            };

    private PlainRecord() {}

    /// False too if the code of the record is not to be found.
    static boolean isPlain(Class<?> record) {
        return PLAIN.get(record);
    }

    private static boolean look(Class<?> record) {
        if (record.isHidden() || record.getClassLoader() == null) {
            return false;
        }
        var resource = record.getName().replace('.', '/') + ".class";
        try (var in = record.getClassLoader().getResourceAsStream(resource)) {
            return in != null && isPlain(ClassFile.of().parse(in.readAllBytes()), record.getRecordComponents());
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isPlain(ClassModel code, RecordComponent[] components) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toList();
        var descriptor = MethodType.methodType(void.class, types).toMethodDescriptorString();
        return code.methods().stream()
                .filter(method -> method.methodName().equalsString(ConstantDescs.INIT_NAME))
                .filter(method -> method.methodType().equalsString(descriptor))
                .findFirst()
                .flatMap(MethodModel::code)
                .filter(body -> isPlain(body, components))
                .isPresent();
    }

    /// Whether it calls the constructor of `Record`, sets each field to the parameter of its name, and returns.
    private static boolean isPlain(CodeModel body, RecordComponent[] components) {
        var slots = new HashMap<String, Integer>();
        var slot = 1;
        for (var component : components) {
            slots.put(component.getName(), slot);
            slot += component.getType() == long.class || component.getType() == double.class ? 2 : 1;
        }
        var instructions =
                body.elementStream().filter(Instruction.class::isInstance).map(Instruction.class::cast).toList();
        var sets = 3 * components.length;
        if (instructions.size() != sets + 3
                || !loads(instructions.get(0), 0)
                || !(instructions.get(1) instanceof InvokeInstruction call)
                || !call.owner().asInternalName().equals("java/lang/Record")
                || instructions.getLast().opcode() != Opcode.RETURN) {
            return false;
        }
        for (var i = 2; i < 2 + sets; i += 3) {
            if (!sets(instructions.subList(i, i + 3), slots)) {
                return false;
            }
        }
        return slots.isEmpty();
    }

    private static boolean loads(Instruction instruction, int slot) {
        return instruction instanceof LoadInstruction load && load.slot() == slot;
    }

    /// Whether they set a field that was not set before to its parameter.
    private static boolean sets(List<Instruction> three, Map<String, Integer> slots) {
        if (!loads(three.get(0), 0)
                || !(three.get(2) instanceof FieldInstruction field)
                || field.opcode() != Opcode.PUTFIELD) {
            return false;
        }
        var slot = slots.remove(field.name().stringValue());
        return slot != null && loads(three.get(1), slot);
    }
}
