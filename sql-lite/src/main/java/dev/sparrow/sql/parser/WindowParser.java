/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.Window;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads windows.
final class WindowParser {
    private static final Set<Keyword> UNITS = Set.of(Keyword.ROWS, Keyword.RANGE, Keyword.GROUPS);

    private final Grammar grammar;
    private final Cursor cursor;

    WindowParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /// `over (…)` or `over name`, if it is there.
    Optional<Window> over() {
        if (!(cursor.peek(1).is("(") || cursor.peek(1).isName()) || !cursor.take(Keyword.OVER)) {
            return Optional.empty();
        }
        if (cursor.isAt("(")) {
            return Optional.of(definition());
        }
        var name = cursor.expectName("a window");
        return Optional.of(new Window.Named(name.at(), name));
    }

    Window.Definition definition() {
        var start = cursor.peek().start();
        cursor.expect("(");
        var base = isBase() ? Optional.of(Cursor.name(cursor.take())) : Optional.<Name>empty();
        List<Expression> partitionBy =
                cursor.take(Keyword.PARTITION, Keyword.BY) ? grammar.expressions.list() : List.of();
        var orderBy = grammar.queries.orderBy();
        var frame = frame();
        cursor.expect(")");
        return new Window.Definition(cursor.from(start), base, partitionBy, orderBy, frame);
    }

    private boolean isBase() {
        var token = cursor.peek();
        if (!token.isName() || token.is(Keyword.ORDER)) {
            return false;
        }
        var partition = token.is(Keyword.PARTITION) && cursor.peek(1).is(Keyword.BY);
        var frame = token.keyword() != null && UNITS.contains(token.keyword()) && !cursor.peek(1).is(")");
        return !partition && !frame;
    }

    private Optional<Window.Frame> frame() {
        var start = cursor.peek().start();
        var unit = unit();
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        Window.Bound first;
        Window.Bound last = new Window.CurrentRow();
        if (cursor.take(Keyword.BETWEEN)) {
            first = bound();
            cursor.expect(Keyword.AND);
            last = bound();
        } else {
            first = bound();
        }
        var exclusion = cursor.take(Keyword.EXCLUDE) ? exclusion() : Window.Exclusion.NO_OTHERS;
        return Optional.of(new Window.Frame(cursor.from(start), unit.get(), first, last, exclusion));
    }

    private Optional<Window.Unit> unit() {
        if (cursor.take(Keyword.ROWS)) {
            return Optional.of(Window.Unit.ROWS);
        }
        if (cursor.take(Keyword.RANGE)) {
            return Optional.of(Window.Unit.RANGE);
        }
        return cursor.take(Keyword.GROUPS) ? Optional.of(Window.Unit.GROUPS) : Optional.empty();
    }

    private Window.Bound bound() {
        if (cursor.take(Keyword.CURRENT, Keyword.ROW)) {
            return new Window.CurrentRow();
        }
        if (cursor.take(Keyword.UNBOUNDED)) {
            if (cursor.take(Keyword.PRECEDING)) {
                return new Window.UnboundedPreceding();
            }
            cursor.expect(Keyword.FOLLOWING);
            return new Window.UnboundedFollowing();
        }
        var distance = grammar.expressions.expression(Precedence.MATCH.next());
        if (cursor.take(Keyword.PRECEDING)) {
            return new Window.Preceding(distance);
        }
        cursor.expect(Keyword.FOLLOWING);
        return new Window.Following(distance);
    }

    private Window.Exclusion exclusion() {
        if (cursor.take(Keyword.CURRENT, Keyword.ROW)) {
            return Window.Exclusion.CURRENT_ROW;
        }
        if (cursor.take(Keyword.GROUP)) {
            return Window.Exclusion.GROUP;
        }
        if (cursor.take(Keyword.TIES)) {
            return Window.Exclusion.TIES;
        }
        cursor.expect(Keyword.NO, Keyword.OTHERS);
        return Window.Exclusion.NO_OTHERS;
    }
}
