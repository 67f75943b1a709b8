/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The user's names of the values that a lambda captures.
///
/// The serialized form has no names, but the method behind a lambda takes captured values as its first parameters, and
/// a class file compiled for debugging, as build tools do by default, knows their names.
final class CapturedNames {
    static final String THIS = "`this` of the lambda";

    private CapturedNames() {}

    /// One description for each captured value, such as `` `config` (captured argument 1 of the lambda) ``.
    static List<String> of(SerializedLambda form, ClassLoader loader) {
        var names = isExpression(form) ? readNames(form, loader) : List.<Optional<String>>of();
        var descriptions = new ArrayList<String>();
        for (var i = 0; i < form.getCapturedArgCount(); i++) {
            descriptions.add(describe(form, i, i < names.size() ? names.get(i) : Optional.empty()));
        }
        return descriptions;
    }

    /// Whether the first captured value is the object in whose method the lambda stands.
    static boolean capturesThis(SerializedLambda form) {
        return isExpression(form) && !isStatic(form);
    }

    private static String describe(SerializedLambda form, int index, Optional<String> name) {
        if (index == 0 && capturesThis(form)) {
            return THIS;
        }
        if (!isExpression(form)) {
            return "the object before :: of the method reference " + form.getImplMethodName();
        }
        var position = "captured argument " + (index + 1) + " of the lambda";
        return name.map(known -> "`" + known + "` (" + position + ")").orElse(position);
    }

    /// And not a method reference.
    private static boolean isExpression(SerializedLambda form) {
        return form.getImplMethodName().startsWith("lambda$");
    }

    private static boolean isStatic(SerializedLambda form) {
        return form.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic;
    }

    private static List<Optional<String>> readNames(SerializedLambda form, ClassLoader loader) {
        // Names of the JDK's own variables, such as those in Comparator.comparing, say nothing to the user.
        if (loader == null || form.getImplClass().startsWith("java/")) {
            return List.of();
        }
        try (var in = loader.getResourceAsStream(form.getImplClass() + ".class")) {
            return in == null ? List.of() : parameterNames(in.readAllBytes(), form);
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Optional<String>> parameterNames(byte[] classFile, SerializedLambda form) {
        return ClassFile.of().parse(classFile).methods().stream()
                .filter(method ->
                        method.methodName().equalsString(form.getImplMethodName())
                                && method.methodType().equalsString(form.getImplMethodSignature()))
                .findFirst()
                .map(method -> slotNames(method, isStatic(form)))
                .orElse(List.of());
    }

    private static List<Optional<String>> slotNames(MethodModel method, boolean isStatic) {
        var names = new ArrayList<Optional<String>>();
        if (!isStatic) {
            names.add(Optional.of("this"));
        }
        var slot = names.size();
        for (var type : MethodTypeDesc.ofDescriptor(method.methodType().stringValue()).parameterList()) {
            names.add(variableAt(method, slot));
            slot += isWide(type) ? 2 : 1;
        }
        return names;
    }

    private static Optional<String> variableAt(MethodModel method, int slot) {
        return method.code()
                .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
                .flatMap(table ->
                        table.localVariables().stream()
                                .filter(variable -> variable.slot() == slot && variable.startPc() == 0)
                                .map((LocalVariableInfo variable) -> variable.name().stringValue())
                                .findFirst());
    }

    private static boolean isWide(ClassDesc type) {
        return type.equals(ConstantDescs.CD_long) || type.equals(ConstantDescs.CD_double);
    }
}
