/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Argument;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Expression.Nulls;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.Span;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads calls of functions, and those that the standard writes with words between their arguments.
final class CallParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final WindowParser windows;

    CallParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.windows = new WindowParser(grammar);
    }

    /// A call that says nothing but its arguments.
    static Expression.Call call(Span at, Name function, Expression... arguments) {
        return new Expression.Call(
                at,
                function,
                Arrays.stream(arguments).map(Argument::of).toList(),
                Expression.Aggregation.NONE,
                Optional.empty());
    }

    /// The function's name has been taken.
    Expression.Call call(Name function) {
        return call(function.at().start(), function, List.of());
    }

    /// `x.f(y)`: up to `f`, all has been taken.
    Expression.Call method(Expression first, Name function) {
        return call(first.at().start(), function, List.of(Argument.of(first)));
    }

    private Expression.Call call(int start, Name function, List<Argument> before) {
        cursor.expect("(");
        var distinct = cursor.take(Keyword.DISTINCT);
        if (!distinct) {
            cursor.take(Keyword.ALL);
        }
        var arguments = new ArrayList<>(before);
        if (!cursor.isAt(")") && !cursor.isAt(Keyword.ORDER)) {
            do {
                arguments.add(argument());
            } while (cursor.take(",") && !cursor.isAt(")"));
        }
        var orderBy = grammar.queries.orderBy();
        var nulls = nulls();
        cursor.expect(")");
        var withinGroup = Optional.<OrderBy>empty();
        if (cursor.take(Keyword.WITHIN, Keyword.GROUP)) {
            cursor.expect("(");
            withinGroup = grammar.queries.orderBy();
            cursor.expect(")");
        }
        var filter = filter();
        nulls = nulls == Nulls.UNSAID ? nulls() : nulls;
        var over = windows.over();
        var aggregation = new Expression.Aggregation(distinct, orderBy, withinGroup, filter, nulls);
        return new Expression.Call(cursor.from(start), function, arguments, aggregation, over);
    }

    Argument argument() {
        var start = cursor.peek().start();
        var named = cursor.peek().isName() && (cursor.peek(1).is(":=") || cursor.peek(1).is("=>"));
        var name = named ? Optional.of(Cursor.name(cursor.take())) : Optional.<Name>empty();
        if (named) {
            cursor.take();
        }
        var value = isArrowLambda() ? arrowLambda() : grammar.expressions.expression();
        return new Argument(cursor.from(start), name, value);
    }

    /// `x -> x + 1` is a function, but `x -> 'a'` and `x -> 1` are a field and an element of JSON.
    private boolean isArrowLambda() {
        var arrow = 1;
        if (cursor.peek().is("(")) {
            while (cursor.peek(arrow).isName() && cursor.peek(arrow + 1).is(",")) {
                arrow += 2;
            }
            arrow += cursor.peek(arrow).isName() && cursor.peek(arrow + 1).is(")") ? 2 : 0;
        } else if (!cursor.peek().isName()) {
            return false;
        }
        var body = cursor.peek(arrow + 1).kind();
        return cursor.peek(arrow).is("->") && body != Token.Kind.TEXT && body != Token.Kind.NUMBER;
    }

    private Expression arrowLambda() {
        var start = cursor.peek().start();
        var several = cursor.take("(");
        var parameters = new ArrayList<Name>();
        do {
            parameters.add(cursor.expectName("a parameter"));
        } while (cursor.take(","));
        if (several) {
            cursor.expect(")");
        }
        cursor.expect("->");
        var body = grammar.expressions.expression();
        return new Expression.Lambda(cursor.from(start), parameters, body);
    }

    private Nulls nulls() {
        if (cursor.take(Keyword.IGNORE, Keyword.NULLS)) {
            return Nulls.IGNORE;
        }
        return cursor.take(Keyword.RESPECT, Keyword.NULLS) ? Nulls.RESPECT : Nulls.UNSAID;
    }

    private Optional<Expression> filter() {
        if (!cursor.peek(1).is("(") || !cursor.take(Keyword.FILTER)) {
            return Optional.empty();
        }
        cursor.expect("(");
        cursor.take(Keyword.WHERE);
        var condition = grammar.expressions.expression();
        cursor.expect(")");
        return Optional.of(condition);
    }

    WindowParser windows() {
        return windows;
    }

    /// `extract(year from d)` is `date_part('year', d)`. Null if it is no such call.
    Expression extract(int start) {
        var part = cursor.peek(2);
        if (!cursor.peek(1).is("(") || !cursor.peek(3).is(Keyword.FROM)) {
            return null;
        }
        cursor.take();
        cursor.expect("(");
        if (part.kind() != Token.Kind.WORD && part.kind() != Token.Kind.TEXT) {
            throw cursor.unexpected();
        }
        cursor.take();
        cursor.expect(Keyword.FROM);
        var value = grammar.expressions.expression();
        cursor.expect(")");
        var name = new Expression.Constant(part.span(), new Literal.Text(Cursor.name(part).key()));
        var at = cursor.from(start);
        return call(at, new Name(at, "date_part"), name, value);
    }

    /// `substring(x from 2 for 3)` is `substring(x, 2, 3)`.
    Expression substring(int start) {
        return special(start, List.of(Keyword.FROM, Keyword.FOR));
    }

    /// `overlay(x placing y from 2 for 3)` is `overlay(x, y, 2, 3)`.
    Expression overlay(int start) {
        return special(start, List.of(Keyword.PLACING, Keyword.FROM, Keyword.FOR));
    }

    /// Arguments with commas or words between them. Where `for` stands without `from`, it counts from the beginning.
    private Expression special(int start, List<Keyword> words) {
        if (!cursor.peek(1).is("(")) {
            return null;
        }
        var name = Cursor.name(cursor.take());
        if (cursor.peek(1).is(")")) {
            return call(name);
        }
        cursor.expect("(");
        var arguments = new ArrayList<Expression>();
        arguments.add(grammar.expressions.expression());
        while (!cursor.isAt(")")) {
            if (!cursor.take(",")) {
                var word = cursor.peek();
                if (word.keyword() == null || !words.contains(word.keyword())) {
                    cursor.isAtAny(words.toArray(Keyword[]::new));
                    throw cursor.unexpected();
                }
                cursor.take();
                if (word.is(Keyword.FOR) && arguments.size() < words.size()) {
                    arguments.add(new Expression.Constant(word.span(), new Literal.Whole(java.math.BigInteger.ONE)));
                }
            }
            arguments.add(grammar.expressions.expression());
        }
        cursor.expect(")");
        return call(cursor.from(start), name, arguments.toArray(Expression[]::new));
    }

    /// `position(x in y)` is `position(y, x)`.
    Expression position(int start) {
        if (!cursor.peek(1).is("(") || cursor.peek(2).is(")")) {
            return null;
        }
        var name = Cursor.name(cursor.take());
        cursor.expect("(");
        var wanted = grammar.expressions.expression(Precedence.MATCH.next());
        var swapped = cursor.take(Keyword.IN);
        if (!swapped) {
            cursor.expect(",");
        }
        var text = grammar.expressions.expression();
        cursor.expect(")");
        return swapped ? call(cursor.from(start), name, text, wanted) : call(cursor.from(start), name, wanted, text);
    }

    /// `trim(both 'x' from y)` is `trim(y, 'x')`; `leading` and `trailing` are `ltrim` and `rtrim`.
    Expression trim(int start) {
        if (!cursor.peek(1).is("(") || cursor.peek(2).is(")")) {
            return null;
        }
        var word = cursor.take();
        cursor.expect("(");
        var function = new Name(word.span(), side());
        if (cursor.take(Keyword.FROM)) {
            var text = grammar.expressions.expression();
            return cursor.take(",")
                    ? trimmed(start, function, text, grammar.expressions.expression())
                    : trimmed(start, function, text);
        }
        var first = grammar.expressions.expression();
        if (cursor.take(Keyword.FROM)) {
            return trimmed(start, function, grammar.expressions.expression(), first);
        }
        return cursor.take(",")
                ? trimmed(start, function, first, grammar.expressions.expression())
                : trimmed(start, function, first);
    }

    private String side() {
        if (cursor.take(Keyword.LEADING)) {
            return "ltrim";
        }
        if (cursor.take(Keyword.TRAILING)) {
            return "rtrim";
        }
        cursor.take(Keyword.BOTH);
        return "trim";
    }

    private Expression trimmed(int start, Name function, Expression... arguments) {
        cursor.expect(")");
        return call(cursor.from(start), function, arguments);
    }
}
