/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.util.List;

/// Some records as the columns of their components, in order.
///
/// @param type a class whose constructor does nothing but keep what it is given
/// @param arrays of primitives where components are, else of objects; at least as long as there are rows, and good
///   until the reader is asked for more
public record RecordColumns(Class<?> type, int rows, List<Object> arrays) {
    public RecordColumns {
        arrays = List.copyOf(arrays);
    }
}
