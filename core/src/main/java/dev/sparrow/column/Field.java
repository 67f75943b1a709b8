/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import java.io.Serializable;
import java.util.Objects;

/// A column with its name.
///
/// @param nullable whether a value may be missing
public record Field(String name, ColumnType type, boolean nullable) implements Serializable {
    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /// `name: type`, with `not null` behind where no value may be missing.
    @Override
    public String toString() {
        return TypeText.of(this);
    }
}
