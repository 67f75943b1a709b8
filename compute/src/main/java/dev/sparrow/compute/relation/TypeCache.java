/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType;

import java.util.concurrent.ConcurrentHashMap;

/// The types that loops name by their text.
public final class TypeCache {
    private static final ConcurrentHashMap<String, ColumnType> TYPES = new ConcurrentHashMap<>();

    private TypeCache() {}

    /// The type that a text says.
    public static ColumnType of(String text) {
        return TYPES.computeIfAbsent(text, ColumnType::parse);
    }
}
