/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Optional;

/// An argument of a call: `7`, or `delimiter := ';'` with a name.
public record Argument(Span at, Optional<Name> name, Expression value) implements Syntax {
    public static Argument of(Expression value) {
        return new Argument(value.at(), Optional.empty(), value);
    }
}
