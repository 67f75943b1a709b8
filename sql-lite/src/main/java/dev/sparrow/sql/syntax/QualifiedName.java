/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.stream.Collectors;

/// Names with dots between them: `schema.table`, `table.column.field`.
///
/// @param parts at least one
public record QualifiedName(Span at, List<Name> parts) implements Syntax {
    public QualifiedName {
        parts = List.copyOf(parts);
    }

    public Name last() {
        return parts.getLast();
    }

    /// As it would be written, without quotes.
    public String text() {
        return parts.stream().map(Name::text).collect(Collectors.joining("."));
    }
}
