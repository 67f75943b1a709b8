/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/// Columns side by side, in order. Two may have one name, as in some files; whoever asks by the name gets the first.
public record Schema(List<Field> fields) implements Serializable {
    public Schema {
        fields = List.copyOf(fields);
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /// The place of the column of this very name, or -1.
    public int indexOf(String name) {
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The place of the first column of this name in whatever case, one of this very name before all others; or -1.
    public int find(String name) {
        var same = indexOf(name);
        if (same >= 0) {
            return same;
        }
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining(", "));
    }
}
