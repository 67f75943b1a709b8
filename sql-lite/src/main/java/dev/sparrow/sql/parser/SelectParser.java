/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Sample;
import dev.sparrow.sql.syntax.SelectItem;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.syntax.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what selects rows: `select`, `from` first, `values`, `pivot` and `unpivot`.
final class SelectParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final PivotParser pivots;

    SelectParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.pivots = new PivotParser(grammar);
    }

    Query select(int start) {
        var selection = selection();
        grammar.statements.refuse(Refusals::clause);
        List<Source> from = cursor.take(Keyword.FROM) ? grammar.sources.sources() : List.of();
        return clauses(start, selection, from);
    }

    /// `from t select a`, or `from t` alone for all columns.
    Query fromFirst(int start) {
        cursor.expect(Keyword.FROM);
        var at = cursor.from(start);
        var from = grammar.sources.sources();
        var selection = cursor.isAt(Keyword.SELECT) ? selection() : everything(at);
        return clauses(start, selection, from);
    }

    private static Query.Selection everything(Span at) {
        var star = new Expression.Star(at, Optional.empty(), Expression.StarChanges.NONE);
        return new Query.Selection(new Query.AllRows(), List.of(new SelectItem(at, star, Optional.empty())));
    }

    /// All rows and columns of a source.
    Query.Select allOf(Span at, Source source) {
        return new Query.Select(
                at,
                everything(at),
                List.of(source),
                Optional.empty(),
                new Query.Grouping(Optional.empty(), Optional.empty()),
                new Query.Windows(List.of(), Optional.empty()),
                Optional.empty());
    }

    Query table(int start, QualifiedName name) {
        return allOf(cursor.from(start), new Source.Table(name.at(), name));
    }

    private Query.Selection selection() {
        cursor.expect(Keyword.SELECT);
        var distinct = distinct();
        return new Query.Selection(distinct, items());
    }

    private Query.Distinct distinct() {
        if (cursor.take(Keyword.DISTINCT)) {
            if (!cursor.take(Keyword.ON)) {
                return new Query.DistinctRows();
            }
            cursor.expect("(");
            var keys = grammar.expressions.list();
            cursor.expect(")");
            return new Query.DistinctOn(keys);
        }
        cursor.take(Keyword.ALL);
        return new Query.AllRows();
    }

    /// A comma may stand behind the last one, too.
    List<SelectItem> items() {
        var items = new ArrayList<SelectItem>();
        do {
            items.add(item());
        } while (cursor.take(",") && !isEndOfItems());
        return items;
    }

    private boolean isEndOfItems() {
        return cursor.isAt(Token.Kind.END)
                || cursor.isAt(Keyword.FROM)
                || cursor.isAt(Keyword.WHERE)
                || cursor.isAt(")")
                || cursor.isAt(";");
    }

    private SelectItem item() {
        var start = cursor.peek().start();
        if (cursor.peek().isName() && cursor.peek(1).is(":")) {
            var alias = Cursor.name(cursor.take());
            cursor.take();
            var value = grammar.expressions.expression();
            return new SelectItem(cursor.from(start), value, Optional.of(alias));
        }
        var value = grammar.expressions.expression();
        var alias = alias();
        return new SelectItem(cursor.from(start), value, alias);
    }

    private Optional<Name> alias() {
        if (cursor.take(Keyword.AS)) {
            return Optional.of(
                    cursor.isAt(Token.Kind.TEXT) ? Cursor.name(cursor.take()) : cursor.expectName("an alias"));
        }
        return grammar.sources.isBareAlias() ? Optional.of(cursor.bareAlias()) : Optional.empty();
    }

    private Query clauses(int start, Query.Selection selection, List<Source> from) {
        var where = condition(Keyword.WHERE);
        var groupBy = new GroupByParser(grammar).groupBy();
        var having = condition(Keyword.HAVING);
        var named = namedWindows();
        var qualify = condition(Keyword.QUALIFY);
        if (named.isEmpty()) {
            named = namedWindows();
        }
        var sample = cursor.take(Keyword.USING, Keyword.SAMPLE) ? Optional.of(sample()) : Optional.<Sample>empty();
        return new Query.Select(
                cursor.from(start),
                selection,
                from,
                where,
                new Query.Grouping(groupBy, having),
                new Query.Windows(named, qualify),
                sample);
    }

    private Optional<Expression> condition(Keyword word) {
        return cursor.take(word) ? Optional.of(grammar.expressions.expression()) : Optional.empty();
    }

    private List<Query.NamedWindow> namedWindows() {
        var windows = new ArrayList<Query.NamedWindow>();
        if (cursor.take(Keyword.WINDOW)) {
            do {
                var name = cursor.expectName("the name of a window");
                cursor.expect(Keyword.AS);
                windows.add(new Query.NamedWindow(name, grammar.calls.windows().definition()));
            } while (cursor.take(","));
        }
        return windows;
    }

    /// `10%`, `20 rows (reservoir, 42)` or `reservoir(20 rows) repeatable (42)`.
    Sample sample() {
        var start = cursor.peek().start();
        Optional<Name> method = Optional.empty();
        Optional<Expression> seed = Optional.empty();
        Expression amount;
        Optional<Boolean> percent;
        if (cursor.take("(")) {
            amount = amount();
            percent = percent();
            cursor.expect(")");
        } else if (cursor.isAt(Token.Kind.WORD)) {
            method = Optional.of(cursor.expectName("a way to sample"));
            cursor.expect("(");
            amount = amount();
            percent = percent();
            cursor.expect(")");
        } else {
            amount = amount();
            percent = percent();
            if (cursor.take("(")) {
                method = Optional.of(cursor.expectName("a way to sample"));
                seed = cursor.take(",") ? Optional.of(amount()) : Optional.empty();
                cursor.expect(")");
            }
        }
        if (cursor.take(Keyword.REPEATABLE)) {
            cursor.expect("(");
            seed = Optional.of(amount());
            cursor.expect(")");
        }
        var share = percent.orElse(method.isPresent() && !method.get().key().equals("reservoir"));
        return new Sample(cursor.from(start), amount, share, method, seed);
    }

    private Expression amount() {
        cursor.note("a number");
        if (!cursor.isAt(Token.Kind.NUMBER) && !cursor.isAt(Token.Kind.PARAMETER)) {
            throw cursor.unexpected();
        }
        return grammar.values.value();
    }

    private Optional<Boolean> percent() {
        if (cursor.take("%") || cursor.take(Keyword.PERCENT)) {
            return Optional.of(true);
        }
        return cursor.take(Keyword.ROWS) ? Optional.of(false) : Optional.empty();
    }

    /// `values` has been taken.
    Query values(int start) {
        var rows = new ArrayList<Query.Row>();
        do {
            rows.add(row());
        } while (cursor.take(",") && cursor.isAt("("));
        return new Query.Values(cursor.from(start), rows);
    }

    private Query.Row row() {
        var start = cursor.peek().start();
        cursor.expect("(");
        var values = new ArrayList<Expression>();
        do {
            var isDefault = cursor.isAt(Keyword.DEFAULT) && (cursor.peek(1).is(",") || cursor.peek(1).is(")"));
            values.add(isDefault ? new Expression.Default(cursor.take().span()) : grammar.expressions.expression());
        } while (cursor.take(",") && !cursor.isAt(")"));
        cursor.expect(")");
        return new Query.Row(cursor.from(start), values);
    }

    /// `pivot t on year using sum(x) group by country`; `pivot` has been taken.
    Query pivot(int start) {
        var source = grammar.sources.single();
        var pivot = pivots.toColumns();
        return allOf(cursor.from(start), new Source.Pivoted(cursor.from(start), source, pivot));
    }

    /// `unpivot t on jan, feb into name month value sales`; `unpivot` has been taken.
    Query unpivot(int start) {
        var source = grammar.sources.single();
        var pivot = pivots.toRows();
        return allOf(cursor.from(start), new Source.Pivoted(cursor.from(start), source, pivot));
    }
}
