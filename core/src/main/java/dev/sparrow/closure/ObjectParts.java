/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;

/// The objects that an object takes along when it is serialized, one level deep, each with a name.
///
/// Lambdas, collections and objects without hooks of their own are read as they are. For all others the parts are those
/// that serialization itself writes, so that `writeReplace`, `writeObject` and private classes of the JDK are
/// respected.
final class ObjectParts {
    static final String ENCLOSING = "the enclosing instance of ";

    /// @param name such as `Job.helper` or `element 3`
    record Part(Object value, String name) {}

    private ObjectParts() {}

    /// @throws IOException if the object itself cannot be written, whatever its parts
    static List<Part> of(Object object) throws IOException {
        if (object instanceof SerializedLambda form) {
            return capturedBy(form, Thread.currentThread().getContextClassLoader());
        }
        var form = LambdaForm.of(object);
        if (form.isPresent()) {
            return capturedBy(form.get(), object.getClass().getClassLoader());
        }
        var standIn = StandIn.of(object);
        if (standIn.isPresent()) {
            return written(object, standIn.get());
        }
        if (object instanceof Object[] array) {
            return elements(Arrays.asList(array));
        }
        var isOfJdk = object.getClass().getName().startsWith("java.util.") && object instanceof Serializable;
        if (isOfJdk && object instanceof Collection<?> collection) {
            return withComparator(elements(collection), object);
        }
        if (isOfJdk && object instanceof Map<?, ?> map) {
            return withComparator(entries(map), object);
        }
        var fields = new SerialFields(object).read();
        return fields.isPresent() ? fields.get() : written(object, object);
    }

    /// The name without its package: `Demo$Job`.
    static String shortName(Class<?> type) {
        var isPlain = type.getPackageName().isEmpty() || type.isArray() || type.isPrimitive();
        return isPlain ? type.getTypeName() : type.getTypeName().substring(type.getPackageName().length() + 1);
    }

    private static List<Part> capturedBy(SerializedLambda form, ClassLoader loader) {
        var names = CapturedNames.of(form, loader);
        var parts = new ArrayList<Part>();
        for (var i = 0; i < form.getCapturedArgCount(); i++) {
            add(parts, form.getCapturedArg(i), names.get(i));
        }
        return parts;
    }

    private static List<Part> elements(Collection<?> elements) {
        var parts = new ArrayList<Part>();
        var index = 0;
        for (var element : elements) {
            add(parts, element, "element " + index++);
        }
        return parts;
    }

    private static List<Part> entries(Map<?, ?> map) {
        var parts = new ArrayList<Part>();
        map.forEach((key, value) -> {
            add(parts, key, "a key of " + shortName(map.getClass()));
            add(parts, value, "the value of key " + describeKey(key));
        });
        return parts;
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

    private static List<Part> withComparator(List<Part> parts, Object sorted) {
        var comparator =
                switch (sorted) {
                    case SortedMap<?, ?> map -> map.comparator();
                    case SortedSet<?> set -> set.comparator();
                    case PriorityQueue<?> queue -> queue.comparator();
                    default -> null;
                };
        add(parts, comparator, "the comparator of " + shortName(sorted.getClass()));
        return parts;
    }

    static void add(List<Part> parts, Object value, String name) {
        if (value != null) {
            parts.add(new Part(value, name));
        }
    }

    /// @param form what is written in its place
    private static List<Part> written(Object object, Object form) throws IOException {
        try (var probe = new Probe()) {
            probe.writeObject(form);
            var name = "a value inside " + shortName(object.getClass());
            return probe.parts.stream().map(part -> new Part(part, name)).toList();
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
}
