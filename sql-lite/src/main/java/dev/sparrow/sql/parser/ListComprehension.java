/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `[x + 1 for x in xs if x > 2]`, as calls of list functions.
final class ListComprehension {
    private final Grammar grammar;
    private final Cursor cursor;

    ListComprehension(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// Reads the rest of one.
    ///
    /// @param start where the bracket is; `for` has been taken
    Expression read(int start, Expression result) {
        var names = new ArrayList<Name>();
        do {
            names.add(cursor.expectName("a name for the elements"));
        } while (cursor.take(","));
        cursor.expect(Keyword.IN);
        var list = grammar.expressions.expression();
        var condition =
                cursor.take(Keyword.IF) ? Optional.of(grammar.expressions.expression()) : Optional.<Expression>empty();
        cursor.expect("]");
        var at = cursor.from(start);
        if (condition.isEmpty()) {
            return transform(at, list, new Expression.Lambda(at, names, result));
        }
        return names.size() == 1
                ? transform(
                        at,
                        filter(at, list, new Expression.Lambda(at, names, condition.get())),
                        new Expression.Lambda(at, names, result))
                : withPlaces(at, list, new Expression.Lambda(at, names, result), condition.get());
    }

    /// The places of elements are those before anything is left out, so condition and result are computed together.
    private static Expression withPlaces(Span at, Expression list, Expression.Lambda result, Expression condition) {
        var keep = new Name(at, "keep");
        var value = new Name(at, "value");
        var both =
                new Expression.StructOf(
                        at,
                        List.of(
                                new Expression.NamedValue(keep, condition),
                                new Expression.NamedValue(value, result.body())));
        var pairs = transform(at, list, new Expression.Lambda(at, result.parameters(), both));
        return transform(at, filter(at, pairs, fieldOfPair(at, keep)), fieldOfPair(at, value));
    }

    private static Expression.Lambda fieldOfPair(Span at, Name field) {
        var pair = new Name(at, "pair");
        var column = new Expression.Column(at, new QualifiedName(at, List.of(pair, field)));
        return new Expression.Lambda(at, List.of(pair), column);
    }

    private static Expression transform(Span at, Expression list, Expression.Lambda lambda) {
        return CallParser.call(at, new Name(at, "list_transform"), list, lambda);
    }

    private static Expression filter(Span at, Expression list, Expression.Lambda lambda) {
        return CallParser.call(at, new Name(at, "list_filter"), list, lambda);
    }
}
