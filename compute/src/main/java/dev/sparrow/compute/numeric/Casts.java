/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import org.objectweb.asm.Type;

/// Casts of values whose class is known.
final class Casts {
    private Casts() {}

    /// Whether a value surely is of the class: values are of final classes, but users cast to their interfaces too.
    static boolean succeeds(Value value, String internalName) {
        return switch (value) {
            case Value.Boxed(var box, _) -> isA(box, internalName);
            case Value.Numbers(var form, _) -> isA(form.type(), internalName);
            case Value.Struct(var type, _) -> isA(type, internalName);
            // Something else, which is not null, may be of any class.
            case Value.Maybe(_, var known, var orNull) -> orNull && succeeds(known, internalName);
            case Value.Null _ -> true;
            case Value.Primitive _, Value.Sign _, Value.Captured _, Value.Opaque _ -> false;
        };
    }

    private static boolean isA(Class<?> type, String internalName) {
        for (var each = type; each != null; each = each.getSuperclass()) {
            if (Type.getInternalName(each).equals(internalName)) {
                return true;
            }
            for (var implemented : each.getInterfaces()) {
                if (isA(implemented, internalName)) {
                    return true;
                }
            }
        }
        return false;
    }
}
