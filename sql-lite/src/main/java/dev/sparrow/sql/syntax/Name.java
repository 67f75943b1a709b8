/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Locale;

/// The name of a column, a table, a function or an alias, as it was written, without its quotes.
///
/// Names are compared without regard to case, quoted ones too.
public record Name(Span at, String text) implements Syntax {
    /// What is compared: two names are the same if their keys are equal.
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    public boolean isSameAs(Name other) {
        return key().equals(other.key());
    }
}
