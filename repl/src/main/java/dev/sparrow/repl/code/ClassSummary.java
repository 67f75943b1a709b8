/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables and other snippet classes to which the methods of one snippet class refer.
///
/// @param parents superclass and interfaces that are snippet classes
record ClassSummary(String name, List<String> parents, Map<MethodKey, Body> methods) {

    record MethodKey(String name, String descriptor) {}

    record Field(String owner, String name) {}

    record Call(String owner, MethodKey method) {}

    /// @param touched classes of which the method makes or handles objects
    record Body(Set<Field> reads, Set<Field> writes, Set<Call> calls, Set<String> touched) {}

    /// All snippet classes that the code names, its own among them.
    Set<String> references() {
        var names = new HashSet<>(parents);
        for (var body : methods.values()) {
            body.reads().forEach(field -> names.add(field.owner()));
            body.writes().forEach(field -> names.add(field.owner()));
            body.calls().forEach(call -> names.add(call.owner()));
            names.addAll(body.touched());
        }
        return names;
    }

    static ClassSummary of(ClassModel model) {
        var parents = new ArrayList<String>();
        model.superclass().ifPresent(parent -> parents.add(parent.asInternalName()));
        model.interfaces().forEach(parent -> parents.add(parent.asInternalName()));
        parents.removeIf(parent -> !Names.isSnippet(parent));
        var methods = new HashMap<MethodKey, Body>();
        for (var method : model.methods()) {
            methods.put(
                    new MethodKey(method.methodName().stringValue(), method.methodType().stringValue()), body(method));
        }
        return new ClassSummary(model.thisClass().asInternalName(), List.copyOf(parents), Map.copyOf(methods));
    }

    private static Body body(MethodModel method) {
        var body = new Body(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        touch(body, method.methodTypeSymbol());
        method.code().ifPresent(code -> code.forEach(element -> add(body, element)));
        return body;
    }

    private static void add(Body body, CodeElement element) {
        switch (element) {
            case FieldInstruction field -> addField(body, field);
            case InvokeInstruction call ->
                    addCall(body, call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
            case InvokeDynamicInstruction dynamic ->
                    dynamic.bootstrapArgs().forEach(argument -> addHandle(body, argument));
            case ConstantInstruction.LoadConstantInstruction constant -> {
                addHandle(body, constant.constantValue());
                if (constant.constantValue() instanceof ClassDesc type) {
                    touch(body, type);
                }
            }
            case NewObjectInstruction made -> touch(body, made.className().asSymbol());
            case TypeCheckInstruction check -> touch(body, check.type().asSymbol());
            default -> {}
        }
    }

    private static void addField(Body body, FieldInstruction instruction) {
        var owner = instruction.owner().asInternalName();
        if (Names.isHolder(owner)) {
            var field = new Field(owner, instruction.name().stringValue());
            switch (instruction.opcode()) {
                case Opcode.GETSTATIC -> body.reads().add(field);
                case Opcode.PUTSTATIC -> body.writes().add(field);
                default -> {}
            }
        } else {
            touch(body, instruction.owner().asSymbol());
        }
    }

    private static void addHandle(Body body, Object constant) {
        if (constant instanceof DirectMethodHandleDesc handle) {
            if (isOfField(handle)) {
                touch(body, handle.owner());
            } else {
                addCall(body, internal(handle.owner()).orElse(""), handle.methodName(), handle.lookupDescriptor());
            }
        }
    }

    private static boolean isOfField(DirectMethodHandleDesc handle) {
        return switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> true;
            case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL, SPECIAL, INTERFACE_SPECIAL, CONSTRUCTOR -> false;
        };
    }

    private static void addCall(Body body, String owner, String name, String descriptor) {
        if (Names.isSnippet(owner)) {
            body.calls().add(new Call(owner, new MethodKey(name, descriptor)));
            touch(body, ClassDesc.ofInternalName(owner));
        }
        touch(body, MethodTypeDesc.ofDescriptor(descriptor));
    }

    private static void touch(Body body, MethodTypeDesc type) {
        touch(body, type.returnType());
        type.parameterList().forEach(parameter -> touch(body, parameter));
    }

    private static void touch(Body body, ClassDesc type) {
        internal(type)
                .filter(name -> Names.isSnippet(name) && !Names.isHolder(name))
                .ifPresent(name -> body.touched().add(name));
    }

    /// Of the element type, for arrays.
    private static Optional<String> internal(ClassDesc type) {
        var element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (element.isPrimitive()) {
            return Optional.empty();
        }
        var descriptor = element.descriptorString();
        return Optional.of(descriptor.substring(1, descriptor.length() - 1));
    }
}
