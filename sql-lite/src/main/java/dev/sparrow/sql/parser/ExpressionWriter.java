/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.BinaryOperator;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.Expression.Connective;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.UnaryOperator;

import java.util.List;
import java.util.Optional;

/// Writes expressions, with parentheses only where they are needed.
final class ExpressionWriter {
    private final Words words;
    private final TypeWriter types;
    private final QueryWriter queries;
    private final CallWriter calls;

    ExpressionWriter(Words words) {
        this.words = words;
        this.types = new TypeWriter(words);
        this.queries = new QueryWriter(words, this);
        this.calls = new CallWriter(words, this);
    }

    QueryWriter queries() {
        return queries;
    }

    TypeWriter types() {
        return types;
    }

    CallWriter calls() {
        return calls;
    }

    void write(Expression expression) {
        write(expression, Precedence.LOWEST);
    }

    /// In parentheses if it binds more weakly than that.
    void write(Expression expression, Precedence weakest) {
        if (precedence(expression).isWeakerThan(weakest) || looksLikeLambda(expression)) {
            words.add("(");
            bare(expression);
            words.add(")");
        } else {
            bare(expression);
        }
    }

    void list(List<Expression> expressions) {
        words.list(expressions, this::write);
    }

    private static Precedence precedence(Expression expression) {
        return switch (expression) {
            case Expression.Constant(var _, var literal) -> isNegative(literal) ? Precedence.UNARY : Precedence.PRIMARY;
            case Expression.Unary _ -> Precedence.UNARY;
            case Expression.Binary binary -> binary.operator().precedence();
            case Expression.Quantified _ -> Precedence.COMPARISON;
            case Expression.Logical logical -> logical.connective() == Connective.OR ? Precedence.OR : Precedence.AND;
            case Expression.Not _ -> Precedence.NOT;
            case Expression.IsNull _, Expression.IsTruth _ -> Precedence.IS;
            case Expression.Between _, Expression.InList _, Expression.In _ -> Precedence.MATCH;
            case Expression.Match match -> isSign(match) ? Precedence.OTHER : Precedence.MATCH;
            case Expression.Collate _ -> Precedence.COLLATE;
            case Expression.Subscript _, Expression.Slice _, Expression.Field _ -> Precedence.POSTFIX;
            case Expression.Lambda _ -> Precedence.LOWEST;
            case Expression.Parameter _,
                    Expression.Column _,
                    Expression.Ordinal _,
                    Expression.Star _,
                    Expression.Columns _,
                    Expression.Subquery _,
                    Expression.Exists _,
                    Expression.ListOfQuery _,
                    Expression.Case _,
                    Expression.Cast _,
                    Expression.Call _,
                    Expression.Row _,
                    Expression.ListOf _,
                    Expression.StructOf _,
                    Expression.MapOf _,
                    Expression.Interval _,
                    Expression.Default _ ->
                    Precedence.PRIMARY;
        };
    }

    private static boolean isNegative(Literal literal) {
        return switch (literal) {
            case Literal.Whole(var value) -> value.signum() < 0;
            case Literal.Exact(var value) -> value.signum() < 0;
            case Literal.Approximate(var value) -> Double.compare(value, 0) < 0;
            case Literal.Null _, Literal.Bool _, Literal.Text _, Literal.Blob _, Literal.Bits _ -> false;
        };
    }

    private static boolean isSign(Expression.Match match) {
        return switch (match.matching()) {
            case REGEX, REGEX_IGNORING_CASE -> true;
            case LIKE, ILIKE, SIMILAR, GLOB -> false;
        };
    }

    /// As an argument, `x -> y` would be a function of x.
    private static boolean looksLikeLambda(Expression expression) {
        return expression instanceof Expression.Binary(var _, var operator, var _, var right)
                && operator == BinaryOperator.JSON_VALUE
                && !(right instanceof Expression.Constant(var _, var literal)
                        && !isNegative(literal)
                        && (literal instanceof Literal.Text
                                || literal instanceof Literal.Whole
                                || literal instanceof Literal.Exact
                                || literal instanceof Literal.Approximate));
    }

    private void bare(Expression expression) {
        switch (expression) {
            case Expression.Constant(var _, var literal) -> literal(literal);
            case Expression.Parameter(var _, var name) -> words.add("$").add(name);
            case Expression.Column(var _, var name) -> words.name(name);
            case Expression.Ordinal(var _, var position) -> words.add("#").add(String.valueOf(position));
            case Expression.Star star -> calls.star(star);
            case Expression.Columns(var _, var selection, var unpacked) -> {
                words.addIf(unpacked, "*").add("columns(");
                write(selection);
                words.add(")");
            }
            case Expression.Unary(var _, var operator, var operand) -> unary(operator, operand);
            case Expression.Binary binary -> binary(binary);
            case Expression.Logical(var _, var connective, var conditions) -> logical(connective, conditions);
            case Expression.Not(var _, var condition) -> {
                words.add("not ");
                write(condition, Precedence.NOT.next());
            }
            case Expression.Subquery(var _, var query) -> query("(", query);
            case Expression.Exists(var _, var query) -> query("exists (", query);
            case Expression.ListOfQuery(var _, var query) -> query("array(", query);
            case Expression.Case cases -> calls.cases(cases);
            case Expression.Cast cast -> cast(cast);
            case Expression.Call call -> calls.call(call);
            case Expression.Row row -> calls.row(row);
            case Expression.ListOf(var _, var elements) -> {
                words.add("[");
                list(elements);
                words.add("]");
            }
            case Expression.StructOf struct -> calls.struct(struct);
            case Expression.MapOf map -> calls.map(map);
            case Expression.Lambda(var _, var parameters, var body) -> {
                words.add("lambda ").list(parameters, words::name).add(": ");
                write(body);
            }
            case Expression.Interval(var _, var amount, var unit) -> interval(amount, unit.map(Words::of));
            case Expression.Default _ -> words.add("default");
            case Expression.IsNull(var _, var operand, var negated) -> {
                write(operand, Precedence.IS);
                words.add(negated ? " is not null" : " is null");
            }
            case Expression.IsTruth(var _, var operand, var truth, var negated) -> {
                write(operand, Precedence.IS);
                words.add(negated ? " is not " : " is ").add(Words.of(truth));
            }
            case Expression.Between between -> between(between);
            case Expression.InList in -> inList(in);
            case Expression.In(var _, var operand, var collection, var negated) -> {
                operand(operand, negated).add("in ");
                write(collection, Precedence.MATCH.next());
            }
            case Expression.Match match -> match(match);
            case Expression.Quantified quantified -> quantified(quantified);
            case Expression.Subscript subscript -> subscript(subscript);
            case Expression.Slice slice -> slice(slice);
            case Expression.Field field -> field(field);
            case Expression.Collate(var _, var operand, var collation) -> {
                write(operand, Precedence.COLLATE);
                words.add(" collate ").name(collation);
            }
        }
    }

    private void cast(Expression.Cast cast) {
        words.add(cast.lenient() ? "try_cast(" : "cast(");
        write(cast.operand());
        words.add(" as ");
        types.write(cast.type());
        words.add(")");
    }

    private void subscript(Expression.Subscript subscript) {
        write(subscript.operand(), Precedence.POSTFIX);
        words.add("[");
        write(subscript.index());
        words.add("]");
    }

    private void literal(Literal literal) {
        switch (literal) {
            case Literal.Null _ -> words.add("null");
            case Literal.Bool(var value) -> words.add(String.valueOf(value));
            case Literal.Whole(var value) -> words.add(value.toString());
            case Literal.Exact(var value) -> words.add(value.toPlainString()).addIf(value.scale() <= 0, ".");
            case Literal.Approximate(var value) -> approximate(value);
            case Literal.Text(var value) -> words.text(value);
            case Literal.Blob(var digits) -> words.add("x'").add(digits).add("'");
            case Literal.Bits(var digits) -> words.add("b'").add(digits).add("'");
        }
    }

    /// With an exponent, and one beyond all numbers for infinity.
    private void approximate(double value) {
        var text = String.valueOf(value);
        words.add(
                text.endsWith("Infinity")
                        ? text.replace("Infinity", "1e999")
                        : text.indexOf('E') < 0 ? text + "e0" : text);
    }

    private void unary(UnaryOperator operator, Expression operand) {
        words.add(operator.symbol());
        var signs = operand instanceof Expression.Unary || precedence(operand) == Precedence.UNARY;
        write(operand, signs ? Precedence.POSTFIX : Precedence.UNARY);
    }

    private void binary(Expression.Binary binary) {
        var operator = binary.operator();
        var precedence = operator.precedence();
        write(binary.left(), operator.isComparison() ? precedence.next() : precedence);
        words.add(" ").add(operator.symbol()).add(" ");
        write(binary.right(), precedence.next());
    }

    private void logical(Connective connective, List<Expression> conditions) {
        var precedence = connective == Connective.OR ? Precedence.OR : Precedence.AND;
        words.list(conditions, " " + Words.of(connective) + " ", condition -> write(condition, precedence.next()));
    }

    private void query(String before, dev.sparrow.sql.syntax.Query query) {
        words.add(before);
        queries.query(query);
        words.add(")");
    }

    private void interval(Expression amount, Optional<String> unit) {
        words.add("interval ");
        var isPlain =
                amount instanceof Expression.Parameter
                        || (amount instanceof Expression.Constant(var _, var literal)
                                && !isNegative(literal)
                                && !(literal instanceof Literal.Null)
                                && !(literal instanceof Literal.Bool));
        write(amount, isPlain ? Precedence.LOWEST : Precedence.PRIMARY);
        unit.ifPresent(word -> words.add(" ").add(word));
    }

    private void between(Expression.Between between) {
        var bounds = between.bounds();
        operand(between.operand(), between.negated()).add(bounds.symmetric() ? "between symmetric " : "between ");
        write(bounds.low(), Precedence.MATCH.next());
        words.add(" and ");
        write(bounds.high(), Precedence.MATCH.next());
    }

    /// A comma shows that a query is one of the values, and does not have all of them.
    private void inList(Expression.InList in) {
        var single = in.values().size() == 1 && in.values().getFirst() instanceof Expression.Subquery;
        operand(in.operand(), in.negated()).add("in (");
        list(in.values());
        words.addIf(single, ",").add(")");
    }

    private void quantified(Expression.Quantified quantified) {
        var comparison = quantified.comparison();
        var query = quantified.right() instanceof Expression.Subquery;
        write(quantified.left(), Precedence.COMPARISON.next());
        words.add(" ").add(comparison.operator().symbol()).add(" ").add(Words.of(comparison.quantifier()));
        words.add(query ? " " : " (");
        write(quantified.right());
        words.addIf(!query, ")");
    }

    private Words operand(Expression operand, boolean negated) {
        write(operand, Precedence.MATCH);
        return words.add(negated ? " not " : " ");
    }

    private void match(Expression.Match match) {
        var pattern = match.pattern();
        if (isSign(match)) {
            write(match.operand(), Precedence.OTHER);
            words.add(match.negated() ? " !" : " ").add(match.matching().words()).add(" ");
            write(pattern.text(), Precedence.OTHER.next());
            return;
        }
        operand(match.operand(), match.negated()).add(match.matching().words()).add(" ");
        write(pattern.text(), Precedence.MATCH.next());
        pattern.escape()
                .ifPresent(escape -> {
                    words.add(" escape ");
                    write(escape, Precedence.MATCH.next());
                });
    }

    private void slice(Expression.Slice slice) {
        var bounds = slice.bounds();
        write(slice.operand(), Precedence.POSTFIX);
        words.add("[");
        bounds.from().ifPresent(this::write);
        words.add(":");
        bounds.to().ifPresent(this::write);
        bounds.step()
                .ifPresent(step -> {
                    words.addIf(bounds.to().isEmpty(), "-").add(":");
                    write(step);
                });
        words.add("]");
    }

    /// Without parentheses, the field of a column would be one of its names, and that of a number a digit.
    private void field(Expression.Field field) {
        var operand = field.operand();
        var parentheses = operand instanceof Expression.Column || operand instanceof Expression.Constant;
        words.addIf(parentheses, "(");
        write(operand, Precedence.POSTFIX);
        words.addIf(parentheses, ")").add(".").name(field.name());
    }
}
