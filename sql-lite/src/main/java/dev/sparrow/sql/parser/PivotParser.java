/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Pivot;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.SelectItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `pivot` and `unpivot`: as statements, which are short, and behind a source, as the standard has them.
final class PivotParser {
    private final Grammar grammar;
    private final Cursor cursor;

    PivotParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// `[on …] [using …] [group by …]`.
    Pivot.ToColumns toColumns() {
        var start = cursor.peek().start();
        var on = new ArrayList<Pivot.PivotColumn>();
        if (cursor.take(Keyword.ON)) {
            do {
                on.add(column());
            } while (cursor.take(","));
        }
        List<SelectItem> using = cursor.take(Keyword.USING) ? items() : List.of();
        var groupBy = groupBy();
        return new Pivot.ToColumns(cursor.from(start), on, using, groupBy);
    }

    /// `(sum(x), max(x) for year in (2000, 2010) group by country)`.
    Pivot.ToColumns inParentheses() {
        var start = cursor.peek().start();
        cursor.expect("(");
        List<SelectItem> using = cursor.isAt(Keyword.FOR) || cursor.isAt(Keyword.GROUP) ? List.of() : items();
        var on = new ArrayList<Pivot.PivotColumn>();
        if (cursor.take(Keyword.FOR)) {
            do {
                on.add(column());
            } while (!cursor.isAt(")") && !cursor.isAt(Keyword.GROUP));
        }
        var groupBy = groupBy();
        cursor.expect(")");
        return new Pivot.ToColumns(cursor.from(start), on, using, groupBy);
    }

    /// `on … [into name … value …]`.
    Pivot.ToRows toRows() {
        var start = cursor.peek().start();
        cursor.expect(Keyword.ON);
        var on = items();
        if (cursor.take(Keyword.INTO)) {
            cursor.expect(Keyword.NAME);
            var name = cursor.expectName("a column");
            cursor.expect(Keyword.VALUE);
            var values = names();
            return new Pivot.ToRows(cursor.from(start), on, name, values, false);
        }
        var at = cursor.from(start);
        return new Pivot.ToRows(at, on, new Name(at, "name"), List.of(new Name(at, "value")), false);
    }

    /// `[include nulls] (value for name in (a, b))`.
    Pivot.ToRows toRowsInParentheses() {
        var start = cursor.peek().start();
        var includeNulls = cursor.take(Keyword.INCLUDE, Keyword.NULLS);
        if (!includeNulls) {
            cursor.take(Keyword.EXCLUDE, Keyword.NULLS);
        }
        cursor.expect("(");
        var several = cursor.take("(");
        var values = names();
        if (several) {
            cursor.expect(")");
        }
        cursor.expect(Keyword.FOR);
        var name = cursor.expectName("a column");
        cursor.expect(Keyword.IN);
        cursor.expect("(");
        var on = items();
        cursor.expect(")");
        cursor.expect(")");
        return new Pivot.ToRows(cursor.from(start), on, name, values, includeNulls);
    }

    private List<Name> names() {
        var names = new ArrayList<Name>();
        do {
            names.add(cursor.expectName("a column"));
        } while (cursor.take(","));
        return names;
    }

    private List<SelectItem> items() {
        return new SelectParser(grammar).items();
    }

    private Pivot.PivotColumn column() {
        var value = grammar.expressions.expression(Precedence.MATCH.next());
        if (!cursor.take(Keyword.IN)) {
            return new Pivot.PivotColumn(value, List.of(), Optional.empty());
        }
        cursor.expect("(");
        if (grammar.queries.isQueryAt(0)) {
            var query = grammar.queries.query();
            cursor.expect(")");
            return new Pivot.PivotColumn(value, List.of(), Optional.of(query));
        }
        var values = grammar.expressions.list();
        cursor.expect(")");
        return new Pivot.PivotColumn(value, values, Optional.empty());
    }

    private List<Expression> groupBy() {
        return cursor.take(Keyword.GROUP, Keyword.BY) ? grammar.expressions.list() : List.of();
    }
}
