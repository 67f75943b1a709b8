/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.QualifiedName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what stands for several columns: `*` and `columns(…)`.
final class StarParser {
    private final Grammar grammar;
    private final Cursor cursor;

    StarParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// `*`, with what it leaves out and changes.
    Expression star(int start, Optional<QualifiedName> table) {
        cursor.expect("*");
        List<QualifiedName> exclude = List.of();
        var replace = new ArrayList<Expression.Replacement>();
        var rename = new ArrayList<Expression.Renaming>();
        if (cursor.isAt(Keyword.EXCLUDE)
                || (cursor.isAt(Keyword.EXCEPT) && cursor.peek(1).is("(") && !grammar.queries.isQueryAt(2))) {
            cursor.take();
            exclude = excluded();
        }
        if (cursor.take(Keyword.REPLACE)) {
            listed(() -> {
                var value = grammar.expressions.expression();
                cursor.expect(Keyword.AS);
                replace.add(new Expression.Replacement(value, cursor.expectName("a column")));
            });
        }
        if (cursor.take(Keyword.RENAME)) {
            listed(() -> {
                var column = cursor.expectQualifiedName("a column");
                cursor.expect(Keyword.AS);
                rename.add(new Expression.Renaming(column, cursor.expectName("a name")));
            });
        }
        return new Expression.Star(cursor.from(start), table, new Expression.StarChanges(exclude, replace, rename));
    }

    private List<QualifiedName> excluded() {
        var names = new ArrayList<QualifiedName>();
        listed(() -> names.add(cursor.expectQualifiedName("a column")));
        return names;
    }

    /// One element, or several in parentheses.
    private void listed(Runnable element) {
        if (!cursor.take("(")) {
            element.run();
            return;
        }
        do {
            element.run();
        } while (cursor.take(",") && !cursor.isAt(")"));
        cursor.expect(")");
    }

    Expression columns(int start) {
        if (!cursor.peek(1).is("(")) {
            return null;
        }
        cursor.take();
        cursor.expect("(");
        var selection = grammar.calls.argument();
        cursor.expect(")");
        return new Expression.Columns(cursor.from(start), selection.value(), false);
    }

    Expression unpackedColumns(int start) {
        cursor.take();
        return unpacked(start, columns(start));
    }

    Expression unpack(int start) {
        if (!cursor.peek(1).is("(") || !cursor.peek(2).is(Keyword.COLUMNS) || !cursor.peek(3).is("(")) {
            return null;
        }
        cursor.take();
        cursor.expect("(");
        var columns = columns(cursor.peek().start());
        cursor.expect(")");
        return unpacked(start, columns);
    }

    private Expression unpacked(int start, Expression columns) {
        return new Expression.Columns(cursor.from(start), ((Expression.Columns) columns).selection(), true);
    }
}
