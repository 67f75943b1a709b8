/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.value.ImmutableValues;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Values as they are at this moment, for a batch that is built later: what cannot change as it is; arrays and
/// `ArrayList`s, which columns can keep, as a copy.
final class ValueCopies {
    /// What [#of] returns for a value that has to be encoded at once.
    static final Object NOT = new Object();

    private static final int DEPTH_MAX = 8;

    private ValueCopies() {}

    static Object of(Object value) {
        return of(value, 0);
    }

    private static Object of(Object value, int depth) {
        if (ImmutableValues.isImmutable(value)) {
            return value;
        }
        if (depth == DEPTH_MAX) {
            return NOT;
        }
        return switch (value) {
            case boolean[] array -> array.clone();
            case byte[] array -> array.clone();
            case short[] array -> array.clone();
            case char[] array -> array.clone();
            case int[] array -> array.clone();
            case long[] array -> array.clone();
            case float[] array -> array.clone();
            case double[] array -> array.clone();
            case Object[] array -> array(array.clone(), depth);
            case ArrayList<?> list when list.getClass() == ArrayList.class -> list(list, depth);
            default -> NOT;
        };
    }

    private static Object array(Object[] copy, int depth) {
        for (var i = 0; i < copy.length; i++) {
            var element = of(copy[i], depth + 1);
            if (element == NOT) {
                return NOT;
            }
            copy[i] = element;
        }
        return copy;
    }

    private static Object list(List<?> list, int depth) {
        return array(list.toArray(), depth) instanceof Object[] elements
                ? new ArrayList<>(Arrays.asList(elements))
                : NOT;
    }

    /// Whether it is the class of collections like those of `List.of`, whatever their elements.
    static boolean isImmutable(Class<?> collection) {
        return collection.getName().startsWith("java.util.ImmutableCollections");
    }
}
