/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;

import java.util.ArrayList;
import java.util.List;

/// Reads lists, structs, maps and rows that are written out.
final class CollectionParser {
    private final Grammar grammar;
    private final Cursor cursor;

    CollectionParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    Expression list(int start) {
        cursor.expect("[");
        if (cursor.take("]")) {
            return new Expression.ListOf(cursor.from(start), List.of());
        }
        var first = grammar.expressions.expression();
        if (cursor.take(Keyword.FOR)) {
            return new ListComprehension(grammar).read(start, first);
        }
        var elements = new ArrayList<Expression>();
        elements.add(first);
        while (cursor.take(",") && !cursor.isAt("]")) {
            elements.add(grammar.expressions.expression());
        }
        cursor.expect("]");
        return new Expression.ListOf(cursor.from(start), elements);
    }

    Expression struct(int start) {
        cursor.expect("{");
        var fields = new ArrayList<Expression.NamedValue>();
        while (!cursor.isAt("}")) {
            var key = cursor.peek();
            var name =
                    key.kind() == Token.Kind.TEXT
                            ? Cursor.name(cursor.take())
                            : cursor.expectName("the name of a field");
            cursor.expect(":");
            fields.add(new Expression.NamedValue(name, grammar.expressions.expression()));
            if (!cursor.take(",")) {
                break;
            }
        }
        cursor.expect("}");
        return new Expression.StructOf(cursor.from(start), fields);
    }

    Expression row(int start) {
        if (!cursor.peek(1).is("(")) {
            return null;
        }
        cursor.take();
        cursor.expect("(");
        List<Expression> values = cursor.isAt(")") ? List.of() : grammar.expressions.list();
        cursor.expect(")");
        return new Expression.Row(cursor.from(start), values);
    }

    Expression map(int start) {
        if (!cursor.peek(1).is("{")) {
            return null;
        }
        cursor.take();
        cursor.expect("{");
        var entries = new ArrayList<Expression.Entry>();
        while (!cursor.isAt("}")) {
            var key = grammar.expressions.expression();
            cursor.expect(":");
            entries.add(new Expression.Entry(key, grammar.expressions.expression()));
            if (!cursor.take(",")) {
                break;
            }
        }
        cursor.expect("}");
        return new Expression.MapOf(cursor.from(start), entries);
    }
}
