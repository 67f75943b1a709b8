/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;

import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The values that one is looked for among, all of one type.
///
/// @param values in the form of [Carrier], none missing
/// @param hasNull whether one more of them is missing
public record LiteralSet(Set<Object> values, ColumnType type, boolean hasNull) implements Serializable {
    public LiteralSet {
        values = new LinkedHashSet<>(values);
    }

    /// The set of some values.
    ///
    /// @param literals may hold null
    public static LiteralSet of(List<Object> literals, ColumnType type) {
        var present = new LinkedHashSet<>(literals);
        var hasNull = present.remove(null);
        return new LiteralSet(present, type, hasNull);
    }

    /// Whether a value is one of them; loops ask this.
    public boolean contains(Object value) {
        return values.contains(value);
    }

    /// The same for whole numbers.
    public boolean containsLong(long value) {
        return values.contains(value);
    }

    /// The values as a set that is asked only.
    public Set<Object> asSet() {
        return new HashSet<>(values);
    }

    @Override
    public String toString() {
        return values.stream()
                .map(value -> new Expression.Literal(value, type).toString())
                .collect(Collectors.joining(", ", "(", hasNull ? ", null)" : ")"));
    }
}
