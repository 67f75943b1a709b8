/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What an object takes along when it is serialized, one level deep, and what to call it.
///
/// The parts are those that serialization itself writes, so that transient fields, `writeReplace`, `writeObject` and
/// private classes of the JDK are seen as they are. Only the names are guessed by reflection.
final class Parts {

    /// @param name such as `Job.helper` or `element 3`
    record Part(Object value, String name) {}

    static final String ENCLOSING = "the enclosing instance of ";

    private Parts() {}

    /// @throws IOException if the object itself cannot be written, whatever its parts
    static List<Part> of(Object object) throws IOException {
        var form = LambdaForm.of(object);
        if (form.isPresent()) {
            return capturedBy(object, form.get());
        }
        var names = namesIn(object);
        var fallback = "a value inside " + shortName(object.getClass());
        return written(object).stream().map(value -> new Part(value, names.getOrDefault(value, fallback))).toList();
    }

    /// The name without its package: `Demo$Job`.
    static String shortName(Class<?> type) {
        return type.getTypeName()
                .substring(
                        type.getPackageName().isEmpty() || type.isArray() || type.isPrimitive()
                                ? 0
                                : type.getPackageName().length() + 1);
    }

    private static List<Part> capturedBy(Object lambda, SerializedLambda form) {
        var names = CapturedNames.of(form, lambda.getClass().getClassLoader());
        var parts = new ArrayList<Part>();
        for (var i = 0; i < form.getCapturedArgCount(); i++) {
            if (form.getCapturedArg(i) != null) {
                parts.add(new Part(form.getCapturedArg(i), names.get(i)));
            }
        }
        return parts;
    }

    private static List<Object> written(Object object) throws IOException {
        try (var probe = new Probe()) {
            probe.writeObject(object);
            return probe.parts;
        }
    }

    /// Writes null in place of every part, and so never goes deeper.
    private static final class Probe extends ObjectOutputStream {
        private final List<Object> parts = new ArrayList<>();
        private boolean started;

        private Probe() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (!started) {
                started = true;
                return object;
            }
            parts.add(object);
            return null;
        }
    }

    private static Map<Object, String> namesIn(Object object) {
        var names = new IdentityHashMap<Object, String>();
        for (Class<?> type = object.getClass(); type != null && !type.isArray(); type = type.getSuperclass()) {
            putFields(names, object, type);
        }
        if (object instanceof Object[] array) {
            putElements(names, Arrays.asList(array));
        }
        var isOfJdk = object.getClass().getName().startsWith("java.util.");
        if (isOfJdk && object instanceof Collection<?> collection) {
            putElements(names, collection);
        }
        if (isOfJdk && object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                names.put(key, "a key of " + shortName(object.getClass()));
                names.put(value, "the value of key " + describeKey(key));
            });
        }
        return names;
    }

    private static void putElements(Map<Object, String> names, Iterable<?> elements) {
        var index = 0;
        for (var element : elements) {
            names.putIfAbsent(element, "element " + index++);
        }
    }

    /// The text of other keys is a matter of user code, which is not run here.
    private static String describeKey(Object key) {
        return switch (key) {
            case String text -> "'" + text + "'";
            case Number number -> number.toString();
            case Enum<?> constant -> constant.name();
            case null -> "null";
            default -> "of type " + key.getClass().getTypeName();
        };
    }

    private static void putFields(Map<Object, String> names, Object object, Class<?> type) {
        for (var field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive() || !field.trySetAccessible()) {
                continue;
            }
            try {
                var value = field.get(object);
                if (value != null) {
                    names.putIfAbsent(value, fieldName(type, field.getName()));
                }
            } catch (IllegalAccessException e) {
                // Then the part goes without a name.
            }
        }
    }

    /// Compilers call the variables that an inner class captures `val$x`, and its enclosing instance `this$0`.
    private static String fieldName(Class<?> type, String field) {
        if (field.startsWith("val$")) {
            return "`" + field.substring(4) + "` captured by " + shortName(type);
        }
        return field.startsWith("this$") ? ENCLOSING + shortName(type) : shortName(type) + "." + field;
    }
}
