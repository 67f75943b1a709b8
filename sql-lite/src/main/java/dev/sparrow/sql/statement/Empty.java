/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Span;

import java.util.List;

/// A query of one row that says nothing.
final class Empty {
    private Empty() {}

    static Query row(Span at) {
        return new Query.Values(
                at, List.of(new Query.Row(at, List.of(new Expression.Constant(at, new Literal.Null())))));
    }
}
