/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;

/// An option of a `copy`: a word, and values for it, perhaps none.
public record Option(Span at, Name name, List<Expression> values) implements Syntax {
    public Option {
        values = List.copyOf(values);
    }
}
