/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Set;

/// Facts about a record's class beyond reflection.
final class RecordClass {
    private static final Set<Class<?>> TUPLES = Set.of(Tuple2.class, Tuple3.class, Tuple4.class);

    private RecordClass() {}

    /// Reads the field and not through the accessor: a user's accessor may hand out something else.
    static MethodHandle reader(RecordComponent component) {
        try {
            var field = component.getDeclaringRecord().getDeclaredField(component.getName());
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectGetter(field)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    static Object read(MethodHandle reader, Object value) {
        try {
            return reader.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read a component of " + value.getClass().getTypeName(), e);
        }
    }

    /// Whether the author of the record wrote its `hashCode`. Reflection does not tell, but compilers leave theirs to a
    /// method of the JDK that makes it at the first call. False if the class file cannot be found.
    static boolean writesItsHashCode(Class<?> type) {
        // Known, and reading the first class file takes tens of milliseconds.
        if (TUPLES.contains(type) || type.getClassLoader() == null || type.isHidden()) {
            return false;
        }
        var resource = type.getName().replace('.', '/') + ".class";
        try (var in = type.getClassLoader().getResourceAsStream(resource)) {
            return in != null
                    && ClassFile.of().parse(in.readAllBytes()).methods().stream()
                            .anyMatch(RecordClass::isWrittenHashCode);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWrittenHashCode(MethodModel method) {
        return method.methodName().equalsString("hashCode")
                && method.methodTypeSymbol().equals(MethodTypeDesc.of(ConstantDescs.CD_int))
                && method.code().orElseThrow().elementStream().noneMatch(RecordClass::isGenerated);
    }

    private static boolean isGenerated(Object instruction) {
        return instruction instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/runtime/ObjectMethods;");
    }
}
