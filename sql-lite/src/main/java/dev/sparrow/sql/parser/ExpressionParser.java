/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.BinaryOperator;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Expression.Connective;
import dev.sparrow.sql.syntax.Expression.Quantifier;
import dev.sparrow.sql.syntax.Expression.Truth;
import dev.sparrow.sql.syntax.Matching;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Span;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads expressions by the strength of their operators (Pratt 1973: top down operator precedence).
final class ExpressionParser {
    /// Reads what stands behind a left side; the operator is still to be taken.
    private interface Rule {
        Expression read(ExpressionParser parser, Expression left);
    }

    private record Infix(Precedence precedence, Rule rule) {}

    private static final Map<String, Infix> SIGNS = new HashMap<>();
    private static final Map<Keyword, Infix> WORDS = new EnumMap<>(Keyword.class);

    static {
        for (var operator : BinaryOperator.values()) {
            sign(operator.symbol(), operator);
        }
        sign("==", BinaryOperator.EQUAL);
        sign("!=", BinaryOperator.NOT_EQUAL);
        sign("**", BinaryOperator.POWER);
        matching("~~", Matching.LIKE);
        matching("~~*", Matching.ILIKE);
        matching("~~~", Matching.GLOB);
        matching("~", Matching.REGEX);
        matching("~*", Matching.REGEX_IGNORING_CASE);
        SIGNS.put("::", new Infix(Precedence.POSTFIX, ExpressionParser::cast));
        SIGNS.put("[", new Infix(Precedence.POSTFIX, ExpressionParser::subscript));
        SIGNS.put(".", new Infix(Precedence.POSTFIX, ExpressionParser::member));

        WORDS.put(Keyword.OR, new Infix(Precedence.OR, (parser, left) -> parser.logical(left, Connective.OR)));
        WORDS.put(Keyword.AND, new Infix(Precedence.AND, (parser, left) -> parser.logical(left, Connective.AND)));
        WORDS.put(Keyword.IS, new Infix(Precedence.IS, ExpressionParser::is));
        WORDS.put(Keyword.ISNULL, new Infix(Precedence.IS, (parser, left) -> parser.nullTest(left, false, 1)));
        WORDS.put(Keyword.NOTNULL, new Infix(Precedence.IS, (parser, left) -> parser.nullTest(left, true, 1)));
        for (var word :
                List.of(Keyword.BETWEEN, Keyword.IN, Keyword.LIKE, Keyword.ILIKE, Keyword.SIMILAR, Keyword.GLOB)) {
            WORDS.put(word, new Infix(Precedence.MATCH, (parser, left) -> parser.match(left, false)));
        }
        WORDS.put(Keyword.NOT, new Infix(Precedence.MATCH, ExpressionParser::negated));
        WORDS.put(Keyword.DIV, new Infix(Precedence.PRODUCT, ExpressionParser::wholeDivision));
        WORDS.put(Keyword.AT, new Infix(Precedence.TIME_ZONE, ExpressionParser::timeZone));
        WORDS.put(Keyword.COLLATE, new Infix(Precedence.COLLATE, ExpressionParser::collate));
    }

    private final Grammar grammar;
    private final Cursor cursor;

    ExpressionParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    private static void sign(String sign, BinaryOperator operator) {
        Rule rule =
                operator.isComparison()
                        ? (parser, left) -> parser.comparison(left, operator)
                        : (parser, left) -> parser.binary(left, operator);
        SIGNS.put(sign, new Infix(operator.precedence(), rule));
    }

    private static void matching(String sign, Matching matching) {
        SIGNS.put(sign, new Infix(Precedence.OTHER, (parser, left) -> parser.signMatch(left, matching, false)));
        SIGNS.put("!" + sign, new Infix(Precedence.OTHER, (parser, left) -> parser.signMatch(left, matching, true)));
    }

    /// An expression with nothing behind it.
    Expression single() {
        var expression = expression();
        if (!cursor.isAt(Token.Kind.END)) {
            throw cursor.unexpected();
        }
        return expression;
    }

    Expression expression() {
        return expression(Precedence.LOWEST);
    }

    List<Expression> list() {
        var expressions = new ArrayList<Expression>();
        do {
            expressions.add(expression());
        } while (cursor.take(","));
        return expressions;
    }

    /// An expression whose operators outside of parentheses bind at least so strongly.
    Expression expression(Precedence weakest) {
        var outer = cursor.enter(1);
        var left = grammar.values.value();
        var infix = infix();
        while (infix != null && !infix.precedence.isWeakerThan(weakest)) {
            left = infix.rule.read(this, left);
            cursor.grow();
            infix = infix();
        }
        cursor.leave(1, outer);
        return left;
    }

    /// What the next token goes on with; null if the expression ends before it.
    private Infix infix() {
        cursor.note("an operator");
        var token = cursor.peek();
        if (token.kind() == Token.Kind.SIGN) {
            return SIGNS.get(token.text());
        }
        var infix = token.keyword() == null ? null : WORDS.get(token.keyword());
        return infix == null || isName(token) ? null : infix;
    }

    /// Whether a word that could go on with the expression is an alias here, or begins the next clause.
    private boolean isName(Token word) {
        var next = cursor.peek(1);
        if (word.is(Keyword.AT)) {
            return !next.is(Keyword.TIME);
        }
        if (word.is(Keyword.DIV)) {
            return !(next.kind() == Token.Kind.NUMBER
                    || next.is("(")
                    || (next.isName() && (next.keyword() == null || next.keyword().canBeBareAlias())));
        }
        return word.is(Keyword.NOT)
                && !(next.is(Keyword.IN) || next.is(Keyword.NULL) || next.is(Keyword.BETWEEN) || isMatching(next));
    }

    private static boolean isMatching(Token token) {
        return token.is(Keyword.LIKE) || token.is(Keyword.ILIKE) || token.is(Keyword.GLOB) || token.is(Keyword.SIMILAR);
    }

    private Expression binary(Expression left, BinaryOperator operator) {
        cursor.take();
        var right = expression(operator.precedence().next());
        return new Expression.Binary(spanFrom(left), operator, left, right);
    }

    private Expression comparison(Expression left, BinaryOperator operator) {
        if (left instanceof Expression.Binary(var _, var inner, var _, var _)
                && inner.isComparison()
                && !grammar.values.isParenthesised(left)) {
            throw cursor.problem(
                    ProblemCode.UNEXPECTED,
                    cursor.peek().span(),
                    "A comparison cannot follow another one. Write AND between the two, or put the first in parentheses.");
        }
        if (isQuantifier(cursor.peek(1)) && cursor.peek(2).is("(")) {
            cursor.take();
            var quantifier = cursor.take().is(Keyword.ALL) ? Quantifier.ALL : Quantifier.ANY;
            var right = grammar.values.parenthesised();
            return new Expression.Quantified(
                    spanFrom(left), new Expression.Comparison(operator, quantifier), left, right);
        }
        return binary(left, operator);
    }

    private static boolean isQuantifier(Token token) {
        return token.is(Keyword.ANY) || token.is(Keyword.SOME) || token.is(Keyword.ALL);
    }

    /// A chain of one word is one node: long ones are usual where programs write SQL.
    private Expression logical(Expression left, Connective connective) {
        var word = connective == Connective.OR ? Keyword.OR : Keyword.AND;
        var precedence = connective == Connective.OR ? Precedence.OR : Precedence.AND;
        var conditions = new ArrayList<Expression>();
        conditions.add(left);
        while (cursor.take(word)) {
            conditions.add(expression(precedence.next()));
        }
        return new Expression.Logical(spanFrom(left), connective, conditions);
    }

    private Expression is(Expression left) {
        cursor.take();
        var negated = cursor.take(Keyword.NOT);
        if (cursor.take(Keyword.NULL)) {
            return new Expression.IsNull(spanFrom(left), left, negated);
        }
        if (cursor.take(Keyword.DISTINCT, Keyword.FROM)) {
            var right = expression(Precedence.IS.next());
            var operator = negated ? BinaryOperator.IS_NOT_DISTINCT_FROM : BinaryOperator.IS_DISTINCT_FROM;
            return new Expression.Binary(spanFrom(left), operator, left, right);
        }
        var truth = truth();
        return new Expression.IsTruth(spanFrom(left), left, truth, negated);
    }

    private Truth truth() {
        if (cursor.take(Keyword.TRUE)) {
            return Truth.TRUE;
        }
        if (cursor.take(Keyword.FALSE)) {
            return Truth.FALSE;
        }
        cursor.expect(Keyword.UNKNOWN);
        return Truth.UNKNOWN;
    }

    private Expression nullTest(Expression left, boolean negated, int words) {
        for (var i = 0; i < words; i++) {
            cursor.take();
        }
        return new Expression.IsNull(spanFrom(left), left, negated);
    }

    private Expression negated(Expression left) {
        if (cursor.peek(1).is(Keyword.NULL)) {
            return nullTest(left, true, 2);
        }
        cursor.take();
        return match(left, true);
    }

    private Expression match(Expression left, boolean negated) {
        if (cursor.take(Keyword.BETWEEN)) {
            var symmetric = cursor.take(Keyword.SYMMETRIC);
            var low = expression(Precedence.MATCH.next());
            cursor.expect(Keyword.AND);
            var high = expression(Precedence.MATCH.next());
            return new Expression.Between(spanFrom(left), left, new Expression.Bounds(low, high, symmetric), negated);
        }
        if (cursor.take(Keyword.IN)) {
            return in(left, negated);
        }
        var matching =
                cursor.take(Keyword.LIKE)
                        ? Matching.LIKE
                        : cursor.take(Keyword.ILIKE)
                                ? Matching.ILIKE
                                : cursor.take(Keyword.GLOB) ? Matching.GLOB : Matching.SIMILAR;
        if (matching == Matching.SIMILAR) {
            cursor.expect(Keyword.SIMILAR, Keyword.TO);
        }
        var pattern = expression(Precedence.MATCH.next());
        var escape =
                matching != Matching.GLOB && cursor.take(Keyword.ESCAPE)
                        ? Optional.of(expression(Precedence.MATCH.next()))
                        : Optional.<Expression>empty();
        return new Expression.Match(spanFrom(left), matching, left, new Expression.Pattern(pattern, escape), negated);
    }

    private Expression signMatch(Expression left, Matching matching, boolean negated) {
        cursor.take();
        var pattern = expression(Precedence.OTHER.next());
        return new Expression.Match(
                spanFrom(left), matching, left, new Expression.Pattern(pattern, Optional.empty()), negated);
    }

    private Expression in(Expression left, boolean negated) {
        if (!cursor.isAt("(")) {
            var collection = expression(Precedence.MATCH.next());
            return new Expression.In(spanFrom(left), left, collection, negated);
        }
        if (grammar.queries.isQueryAt(1)) {
            var query = grammar.values.parenthesised();
            return new Expression.In(spanFrom(left), left, query, negated);
        }
        cursor.expect("(");
        var values = new ArrayList<Expression>();
        var open = true;
        while (open) {
            values.add(grammar.values.queryGoesOn(expression()));
            open = cursor.take(",") && !cursor.isAt(")");
        }
        var single = values.size() == 1 && !cursor.peek(-1).is(",");
        cursor.expect(")");
        return single && values.getFirst() instanceof Expression.Subquery query
                ? new Expression.In(spanFrom(left), left, query, negated)
                : new Expression.InList(spanFrom(left), left, values, negated);
    }

    private Expression wholeDivision(Expression left) {
        return binary(left, BinaryOperator.DIVIDE_WHOLE);
    }

    private Expression timeZone(Expression left) {
        cursor.expect(Keyword.AT, Keyword.TIME, Keyword.ZONE);
        var zone = expression(Precedence.TIME_ZONE.next());
        var at = spanFrom(left);
        return CallParser.call(at, new Name(at, "timezone"), zone, left);
    }

    private Expression collate(Expression left) {
        cursor.take();
        var collation = cursor.expectQualifiedName("a collation");
        return new Expression.Collate(spanFrom(left), left, collation);
    }

    private Expression cast(Expression left) {
        cursor.take();
        var type = grammar.types.type();
        return new Expression.Cast(spanFrom(left), left, type, false);
    }

    private Expression subscript(Expression left) {
        cursor.expect("[");
        var from = cursor.isAt(":") ? Optional.<Expression>empty() : Optional.of(expression());
        if (!cursor.take(":")) {
            cursor.expect("]");
            return new Expression.Subscript(spanFrom(left), left, from.orElseThrow());
        }
        var toEnd = cursor.isAt("-") && (cursor.peek(1).is(":") || cursor.peek(1).is("]"));
        if (toEnd) {
            cursor.take();
        }
        var to =
                toEnd || cursor.isAt("]") || cursor.isAt(":")
                        ? Optional.<Expression>empty()
                        : Optional.of(expression());
        var step = cursor.take(":") ? Optional.of(expression()) : Optional.<Expression>empty();
        cursor.expect("]");
        return new Expression.Slice(spanFrom(left), left, new Expression.SliceBounds(from, to, step));
    }

    /// A field, or a function that takes the left side as its first argument.
    private Expression member(Expression left) {
        cursor.expect(".");
        var name = cursor.expectName("a field");
        return cursor.isAt("(") ? grammar.calls.method(left, name) : new Expression.Field(spanFrom(left), left, name);
    }

    private Span spanFrom(Expression left) {
        return cursor.from(left.at().start());
    }
}
