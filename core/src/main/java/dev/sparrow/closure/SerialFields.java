/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.closure.ObjectParts.Part;

import java.io.Externalizable;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of an object that serialization writes if the object's class leaves it to serialization.
final class SerialFields {
    private final Object object;
    private final List<Part> parts = new ArrayList<>();

    SerialFields(Object object) {
        this.object = object;
    }

    /// Empty if the class has hooks of its own, or hides its fields, as the JDK does.
    Optional<List<Part>> read() throws NotSerializableException {
        var type = object.getClass();
        if (object instanceof Externalizable || LambdaForm.isLambda(type)) {
            return Optional.empty();
        }
        if (!(object instanceof Serializable)) {
            return declares(type, "writeReplace") ? Optional.empty() : refuse(type);
        }
        for (Class<?> part = type; Serializable.class.isAssignableFrom(part); part = part.getSuperclass()) {
            if (declares(part, "writeReplace")
                    || declares(part, "writeObject", ObjectOutputStream.class)
                    || !readFields(part)) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    private static Optional<List<Part>> refuse(Class<?> type) throws NotSerializableException {
        throw new NotSerializableException(type.getName());
    }

    private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
        try {
            return type.getDeclaredMethod(method, parameters) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private boolean readFields(Class<?> type) {
        try {
            for (var written : ObjectStreamClass.lookup(type).getFields()) {
                var field = type.getDeclaredField(written.getName());
                if (!field.trySetAccessible()) {
                    return false;
                }
                ObjectParts.add(parts, field.get(object), nameOf(type, written.getName()));
            }
            return true;
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return false;
        }
    }

    /// Compilers call the variables that an inner class captures `val$x`, and its enclosing instance `this$0`.
    private static String nameOf(Class<?> type, String field) {
        if (field.startsWith("val$")) {
            return "`" + field.substring("val$".length()) + "` captured by " + ObjectParts.shortName(type);
        }
        return field.startsWith("this$")
                ? ObjectParts.ENCLOSING + ObjectParts.shortName(type)
                : ObjectParts.shortName(type) + "." + field;
    }
}
