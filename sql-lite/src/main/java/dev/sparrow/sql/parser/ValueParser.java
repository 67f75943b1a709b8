/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.IntervalUnit;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.UnaryOperator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what stands between operators: values, names, calls and whatever is in brackets.
final class ValueParser {
    /// Reads what begins with a word; null if the word is a name here.
    private interface Rule {
        Expression read(ValueParser parser, int start);
    }

    private static final Map<Keyword, Rule> WORDS = new EnumMap<>(Keyword.class);

    /// Calls without parentheses.
    static final Set<String> NILADIC =
            Set.of(
                    "current_date",
                    "current_time",
                    "current_timestamp",
                    "current_user",
                    "localtime",
                    "localtimestamp",
                    "session_user");

    static {
        WORDS.put(Keyword.NULL, (parser, start) -> parser.constant(new Literal.Null()));
        WORDS.put(Keyword.TRUE, (parser, start) -> parser.constant(new Literal.Bool(true)));
        WORDS.put(Keyword.FALSE, (parser, start) -> parser.constant(new Literal.Bool(false)));
        WORDS.put(Keyword.NOT, ValueParser::not);
        WORDS.put(Keyword.CASE, ValueParser::cases);
        WORDS.put(Keyword.CAST, (parser, start) -> parser.cast(start, false));
        WORDS.put(Keyword.TRY_CAST, (parser, start) -> parser.cast(start, true));
        WORDS.put(Keyword.EXISTS, ValueParser::exists);
        WORDS.put(Keyword.ARRAY, ValueParser::array);
        WORDS.put(Keyword.ROW, (parser, start) -> parser.collections.row(start));
        WORDS.put(Keyword.MAP, (parser, start) -> parser.collections.map(start));
        WORDS.put(Keyword.INTERVAL, ValueParser::interval);
        WORDS.put(Keyword.LAMBDA, ValueParser::lambda);
        WORDS.put(Keyword.COLUMNS, (parser, start) -> parser.stars.columns(start));
        WORDS.put(Keyword.UNPACK, (parser, start) -> parser.stars.unpack(start));
        WORDS.put(Keyword.EXTRACT, (parser, start) -> parser.grammar.calls.extract(start));
        WORDS.put(Keyword.SUBSTRING, (parser, start) -> parser.grammar.calls.substring(start));
        WORDS.put(Keyword.POSITION, (parser, start) -> parser.grammar.calls.position(start));
        WORDS.put(Keyword.TRIM, (parser, start) -> parser.grammar.calls.trim(start));
        WORDS.put(Keyword.OVERLAY, (parser, start) -> parser.grammar.calls.overlay(start));
    }

    private final Grammar grammar;
    private final Cursor cursor;
    private final StarParser stars;
    private final CollectionParser collections;
    private Expression parenthesised;

    ValueParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.stars = new StarParser(grammar);
        this.collections = new CollectionParser(grammar);
    }

    /// Whether an expression that was just read stands in parentheses.
    @SuppressWarnings("ReferenceEquality") // an equal one may stand elsewhere without
    boolean isParenthesised(Expression expression) {
        return expression == parenthesised;
    }

    Expression value() {
        cursor.note("an expression");
        var token = cursor.peek();
        return switch (token.kind()) {
            case NUMBER -> number(token);
            case TEXT -> constant(new Literal.Text(token.text()));
            case BLOB -> constant(new Literal.Blob(token.text()));
            case BITS -> constant(new Literal.Bits(token.text()));
            case PARAMETER -> {
                cursor.take();
                yield new Expression.Parameter(token.span(), token.text());
            }
            case QUOTED_NAME -> nameOrCall();
            case WORD -> word(token);
            case SIGN -> sign(token);
            case END -> throw cursor.unexpected();
        };
    }

    private Expression number(Token token) {
        var literal = Numbers.literal(token.text());
        if (literal == null) {
            throw cursor.problem(ProblemCode.BAD_VALUE, token.span(), "'" + token.text() + "' is no number.");
        }
        return constant(literal);
    }

    private Expression constant(Literal literal) {
        return new Expression.Constant(cursor.take().span(), literal);
    }

    private Expression word(Token token) {
        var rule = token.keyword() == null ? null : WORDS.get(token.keyword());
        var special = rule == null ? null : rule.read(this, token.start());
        if (special != null) {
            return special;
        }
        if (token.keyword() != null && !token.keyword().canBeColumn()) {
            throw cursor.unexpected();
        }
        if (NILADIC.contains(Cursor.name(token).key()) && !cursor.peek(1).is("(") && !cursor.peek(1).is(".")) {
            cursor.take();
            return CallParser.call(token.span(), Cursor.name(token));
        }
        return isTypedText(token) ? typedText(token.start()) : nameOrCall();
    }

    /// `date '2020-01-01'`.
    private boolean isTypedText(Token token) {
        if (cursor.peek(1).kind() == Token.Kind.TEXT) {
            return true;
        }
        var zoned = cursor.peek(1).is(Keyword.WITH) || cursor.peek(1).is(Keyword.WITHOUT);
        return zoned && cursor.peek(4).kind() == Token.Kind.TEXT && Cursor.name(token).key().startsWith("time");
    }

    private Expression typedText(int start) {
        var type = grammar.types.type();
        var text = cursor.peek();
        var value = new Expression.Constant(text.span(), new Literal.Text(cursor.expectText("a text")));
        return new Expression.Cast(cursor.from(start), value, type, false);
    }

    private Expression nameOrCall() {
        var name = Cursor.name(cursor.take());
        if (cursor.isAt("(")) {
            return grammar.calls.call(name);
        }
        var parts = new ArrayList<Name>();
        parts.add(name);
        while (cursor.take(".")) {
            if (cursor.isAt("*")) {
                return stars.star(name.at().start(), Optional.of(qualified(parts)));
            }
            var next = cursor.expectName("a name");
            if (cursor.isAt("(")) {
                return grammar.calls.method(new Expression.Column(qualified(parts).at(), qualified(parts)), next);
            }
            parts.add(next);
        }
        return new Expression.Column(qualified(parts).at(), qualified(parts));
    }

    private static QualifiedName qualified(List<Name> parts) {
        return new QualifiedName(parts.getFirst().at().to(parts.getLast().at()), parts);
    }

    private Expression sign(Token token) {
        return switch (token.text()) {
            case "(" -> parenthesised();
            case "[" -> collections.list(token.start());
            case "{" -> collections.struct(token.start());
            case "-" -> negative(token.start());
            case "+" -> unary(UnaryOperator.PLUS);
            case "~" -> unary(UnaryOperator.COMPLEMENT);
            case "@" -> unary(UnaryOperator.ABSOLUTE);
            case "*" ->
                    cursor.peek(1).is(Keyword.COLUMNS) && cursor.peek(2).is("(")
                            ? stars.unpackedColumns(token.start())
                            : stars.star(token.start(), Optional.empty());
            case "#" -> ordinal(token.start());
            default -> throw cursor.unexpected();
        };
    }

    private Expression unary(UnaryOperator operator) {
        var start = cursor.take().start();
        var operand = grammar.expressions.expression(Precedence.UNARY);
        return new Expression.Unary(cursor.from(start), operator, operand);
    }

    /// A negative number is a constant, so that the least of each type can be written.
    private Expression negative(int start) {
        cursor.take();
        var operand = grammar.expressions.expression(Precedence.UNARY);
        if (operand instanceof Expression.Constant(var _, var literal) && Numbers.negated(literal) != null) {
            return new Expression.Constant(cursor.from(start), Numbers.negated(literal));
        }
        return new Expression.Unary(cursor.from(start), UnaryOperator.MINUS, operand);
    }

    private Expression ordinal(int start) {
        cursor.take();
        var token = cursor.peek();
        if (token.kind() == Token.Kind.NUMBER && token.text().matches("[1-9][0-9]{0,5}")) {
            cursor.take();
            return new Expression.Ordinal(cursor.from(start), Integer.parseInt(token.text()));
        }
        throw cursor.problem(
                ProblemCode.BAD_VALUE, cursor.from(start), "Behind # stands the number of a column, from 1.");
    }

    /// `(a)`, `(a, b)` or `(select …)`.
    Expression parenthesised() {
        var start = cursor.peek().start();
        cursor.expect("(");
        if (grammar.queries.isQueryAt(0)) {
            var query = grammar.queries.query();
            cursor.expect(")");
            return new Expression.Subquery(cursor.from(start), query);
        }
        var values = new ArrayList<Expression>();
        var row = false;
        while (values.isEmpty() || (row && !cursor.isAt(")"))) {
            values.add(queryGoesOn(grammar.expressions.expression()));
            if (!cursor.take(",")) {
                break;
            }
            row = true;
        }
        cursor.expect(")");
        parenthesised = row ? new Expression.Row(cursor.from(start), values) : values.getFirst();
        return parenthesised;
    }

    /// `(select …) union …` within parentheses: what looked like a value is the beginning of a query.
    Expression queryGoesOn(Expression first) {
        if (first instanceof Expression.Subquery(var at, var left) && grammar.queries.isAtRestOfQuery()) {
            var query = grammar.queries.rest(left);
            return new Expression.Subquery(cursor.from(at.start()), query);
        }
        return first;
    }

    private Expression not(int start) {
        cursor.take();
        var condition = grammar.expressions.expression(Precedence.NOT.next());
        return new Expression.Not(cursor.from(start), condition);
    }

    private Expression cases(int start) {
        cursor.take();
        var operand =
                cursor.isAt(Keyword.WHEN)
                        ? Optional.<Expression>empty()
                        : Optional.of(grammar.expressions.expression());
        var branches = new ArrayList<Expression.When>();
        do {
            cursor.expect(Keyword.WHEN);
            var condition = grammar.expressions.expression();
            cursor.expect(Keyword.THEN);
            branches.add(new Expression.When(condition, grammar.expressions.expression()));
        } while (cursor.isAt(Keyword.WHEN));
        var otherwise =
                cursor.take(Keyword.ELSE)
                        ? Optional.of(grammar.expressions.expression())
                        : Optional.<Expression>empty();
        cursor.expect(Keyword.END);
        return new Expression.Case(cursor.from(start), operand, branches, otherwise);
    }

    private Expression cast(int start, boolean lenient) {
        if (!cursor.peek(1).is("(")) {
            return null;
        }
        cursor.take();
        cursor.expect("(");
        var operand = grammar.expressions.expression();
        cursor.expect(Keyword.AS);
        var type = grammar.types.type();
        cursor.expect(")");
        return new Expression.Cast(cursor.from(start), operand, type, lenient);
    }

    private Expression exists(int start) {
        if (!cursor.peek(1).is("(") || !(grammar.queries.isQueryAt(2) || cursor.peek(2).is("("))) {
            return null;
        }
        cursor.take();
        if (parenthesised() instanceof Expression.Subquery(var _, var query)) {
            return new Expression.Exists(cursor.from(start), query);
        }
        throw cursor.problem(
                ProblemCode.UNEXPECTED, cursor.from(start), "In the parentheses of EXISTS stands a query.");
    }

    private Expression array(int start) {
        if (cursor.peek(1).is("[")) {
            cursor.take();
            return collections.list(cursor.peek().start());
        }
        if (!cursor.peek(1).is("(") || !isQueryBehindParentheses(2)) {
            return null;
        }
        var name = Cursor.name(cursor.take());
        var inner = parenthesised();
        var at = cursor.from(start);
        return switch (inner) {
            case Expression.Subquery(var _, var query) -> new Expression.ListOfQuery(at, query);
            case Expression.Row(var _, var values) -> CallParser.call(at, name, values.toArray(Expression[]::new));
            case Expression other -> CallParser.call(at, name, other);
        };
    }

    private boolean isQueryBehindParentheses(int ahead) {
        var place = ahead;
        while (cursor.peek(place).is("(")) {
            place++;
        }
        return grammar.queries.isQueryAt(place);
    }

    private Expression interval(int start) {
        var next = cursor.peek(1);
        var amount =
                next.kind() == Token.Kind.TEXT
                        || next.kind() == Token.Kind.NUMBER
                        || next.kind() == Token.Kind.PARAMETER;
        if (!amount && !next.is("(")) {
            return null;
        }
        cursor.take();
        var value = value();
        var unit =
                cursor.isAt(Token.Kind.WORD)
                        ? IntervalUnit.named(cursor.peek().text())
                        : Optional.<IntervalUnit>empty();
        cursor.note("a unit of time");
        if (unit.isPresent()) {
            cursor.take();
        } else if (next.kind() != Token.Kind.TEXT) {
            throw cursor.unexpected();
        }
        return new Expression.Interval(cursor.from(start), value, unit);
    }

    private Expression lambda(int start) {
        if (!cursor.peek(1).isName() || !(cursor.peek(2).is(":") || cursor.peek(2).is(","))) {
            return null;
        }
        cursor.take();
        var parameters = new ArrayList<Name>();
        do {
            parameters.add(cursor.expectName("a parameter"));
        } while (cursor.take(","));
        cursor.expect(":");
        var body = grammar.expressions.expression();
        return new Expression.Lambda(cursor.from(start), parameters, body);
    }
}
