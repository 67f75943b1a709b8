/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.value.ImmutableValues;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Modifier;
import java.util.Optional;

/// A check for functions and values that cannot change: [ImmutableValues], lambdas that capture nothing else, and
/// objects without fields.
final class Immutability {

    private enum Kind {
        /// Never shared as it is, so that taking a copy meets it and refuses it.
        DRIVER_ONLY,
        BY_REFERENCE,
        WITHOUT_FIELDS,
        LAMBDA,
        OTHER
    }

    private static final ClassValue<Kind> KINDS =
            new ClassValue<>() {
                @Override
                protected Kind computeValue(Class<?> type) {
                    if (DriverOnly.class.isAssignableFrom(type)) {
                        return Kind.DRIVER_ONLY;
                    }
                    if (ByReference.class.isAssignableFrom(type)) {
                        return Kind.BY_REFERENCE;
                    }
                    if (hasNoFields(type)) {
                        return Kind.WITHOUT_FIELDS;
                    }
                    return LambdaForm.isLambda(type) ? Kind.LAMBDA : Kind.OTHER;
                }
            };

    private Immutability() {}

    static boolean holdsFor(Object value) {
        return holdsFor(value, 0);
    }

    static boolean hasNoFields(Object value) {
        return KINDS.get(value.getClass()) == Kind.WITHOUT_FIELDS;
    }

    private static boolean holdsFor(Object value, int depth) {
        return value == null
                || switch (KINDS.get(value.getClass())) {
                    case DRIVER_ONLY -> false;
                    case BY_REFERENCE -> ((ByReference) value).isSharedByTasks();
                    case WITHOUT_FIELDS -> true;
                    case LAMBDA -> lambdaHolds(value, depth);
                    case OTHER -> ImmutableValues.isImmutable(value, depth, Immutability::holdsFor);
                };
    }

    private static boolean lambdaHolds(Object lambda, int depth) {
        // The same limit as for values; a chain of andThen may be deeper than the stack.
        var form = depth < ImmutableValues.DEPTH_MAX ? LambdaForm.of(lambda) : Optional.<SerializedLambda>empty();
        if (form.isEmpty()) {
            return false;
        }
        for (var i = 0; i < form.get().getCapturedArgCount(); i++) {
            if (!holdsFor(form.get().getCapturedArg(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNoFields(Class<?> type) {
        if (type.isArray()) {
            return false;
        }
        for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
            for (var field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return false;
                }
            }
        }
        return true;
    }
}
