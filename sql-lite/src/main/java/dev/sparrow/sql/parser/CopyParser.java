/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Option;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.SelectItem;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.Statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `copy`.
final class CopyParser {
    private final Grammar grammar;
    private final Cursor cursor;

    CopyParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// `copy` has been taken.
    Statement copy(int start) {
        if (cursor.take("(")) {
            var query = grammar.queries.query();
            cursor.expect(")");
            cursor.expect(Keyword.TO);
            return copyTo(start, query);
        }
        var tableStart = cursor.peek().start();
        var table = cursor.expectQualifiedName("a table");
        var columns = grammar.sources.columnNames();
        if (cursor.take(Keyword.TO)) {
            return copyTo(start, selected(cursor.from(tableStart), table, columns));
        }
        cursor.expect(Keyword.FROM);
        var path = cursor.expectText("a path in quotes");
        var options = options();
        return new Statement.CopyFrom(cursor.from(start), table, columns, path, options);
    }

    private Statement copyTo(int start, Query query) {
        var path = cursor.expectText("a path in quotes");
        var options = options();
        return new Statement.CopyTo(cursor.from(start), query, path, options);
    }

    private Query selected(Span at, QualifiedName table, List<Name> columns) {
        var all = new SelectParser(grammar).allOf(at, new Source.Table(table.at(), table));
        var items =
                columns.stream()
                        .map(column -> new QualifiedName(column.at(), List.of(column)))
                        .map(column -> new Expression.Column(column.at(), column))
                        .map(column -> new SelectItem(column.at(), column, Optional.empty()))
                        .toList();
        var selection = items.isEmpty() ? all.selection() : new Query.Selection(new Query.AllRows(), items);
        return new Query.Select(at, selection, all.from(), all.where(), all.grouping(), all.windows(), all.sample());
    }

    /// `(format parquet, partition_by (year, month))`, if it is there.
    private List<Option> options() {
        cursor.take(Keyword.WITH);
        if (!cursor.take("(")) {
            return List.of();
        }
        var options = new ArrayList<Option>();
        do {
            options.add(option());
        } while (cursor.take(",") && !cursor.isAt(")"));
        cursor.expect(")");
        return options;
    }

    private Option option() {
        var start = cursor.peek().start();
        var name = cursor.expectName("an option");
        List<Expression> values;
        if (cursor.isAt(",") || cursor.isAt(")")) {
            values = List.of();
        } else if (cursor.take("(")) {
            values = grammar.expressions.list();
            cursor.expect(")");
        } else {
            values = List.of(grammar.expressions.expression());
        }
        return new Option(cursor.from(start), name, values);
    }
}
