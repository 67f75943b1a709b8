/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.util.List;
import java.util.Optional;

/// Conditions in a form that all databases understand in the same way: comparisons of a column and a constant.
///
/// Texts are only asked to be equal, since orders of texts differ; a database that takes `a` and `A` for equal answers
/// too many rows, which are left out here. Numbers with a binary point are not asked for what is greater: what is no
/// number is, here.
final class JdbcConditions {
    private JdbcConditions() {}

    /// The condition as SQL; nothing if it has no such form.
    ///
    /// @param names of the columns, quoted
    static Optional<String> text(Expression condition, List<String> names) {
        return switch (condition) {
            case Expression.Compare(var comparison, Expression.Input input, Expression.Literal literal)
                    when literal.value() != null ->
                    sign(comparison, input.type())
                            .flatMap(sign -> constant(literal).map(value -> names.get(input.column()) + sign + value));
            case Expression.Compare(var comparison, Expression.Literal literal, Expression.Input input)
                    when literal.value() != null ->
                    sign(turned(comparison), input.type())
                            .flatMap(sign -> constant(literal).map(value -> names.get(input.column()) + sign + value));
            case Expression.Not(Expression.IsNull(Expression.Input input)) ->
                    Optional.of(names.get(input.column()) + " IS NOT NULL");
            case Expression.IsNull(Expression.Input input) -> Optional.of(names.get(input.column()) + " IS NULL");
            default -> Optional.empty();
        };
    }

    /// Whether a database leaves exactly the rows for which all parts are true.
    static boolean areExact(Expression condition) {
        var names = java.util.Collections.nCopies(Short.MAX_VALUE, "x");
        return condition.conjuncts().stream()
                .allMatch(each ->
                        text(each, names).isPresent() && each.children().stream().noneMatch(JdbcConditions::isText));
    }

    private static boolean isText(Expression part) {
        return part.type() == Plain.TEXT;
    }

    private static Expression.Comparison turned(Expression.Comparison comparison) {
        return switch (comparison) {
            case LESS -> Expression.Comparison.GREATER;
            case LESS_OR_EQUAL -> Expression.Comparison.GREATER_OR_EQUAL;
            case GREATER -> Expression.Comparison.LESS;
            case GREATER_OR_EQUAL -> Expression.Comparison.LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL, SAME, NOT_SAME -> comparison;
        };
    }

    private static Optional<String> sign(Expression.Comparison comparison, ColumnType type) {
        var isOrdered = type != Plain.TEXT && type != Plain.DOUBLE && type != Plain.FLOAT;
        return switch (comparison) {
            case EQUAL -> Optional.of(" = ");
            case NOT_EQUAL -> isOrdered ? Optional.of(" <> ") : Optional.empty();
            case LESS -> type == Plain.TEXT ? Optional.empty() : Optional.of(" < ");
            case LESS_OR_EQUAL -> type == Plain.TEXT ? Optional.empty() : Optional.of(" <= ");
            case GREATER -> isOrdered ? Optional.of(" > ") : Optional.empty();
            case GREATER_OR_EQUAL -> isOrdered ? Optional.of(" >= ") : Optional.empty();
            case SAME, NOT_SAME -> Optional.empty();
        };
    }

    private static Optional<String> constant(Expression.Literal literal) {
        var value = Carrier.toJava(literal.value(), literal.type());
        return switch (literal.type()) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT -> Optional.of(value.toString());
            case Plain.DOUBLE -> Optional.of(value.toString()).filter(text -> Double.isFinite((double) value));
            case ColumnType.Decimal _ -> Optional.of(((java.math.BigDecimal) value).toPlainString());
            case Plain.TEXT ->
                    Optional.of("'" + value.toString().replace("'", "''") + "'").filter(JdbcConditions::isPlain);
            case Plain.DATE -> Optional.of("DATE '" + value + "'");
            case ColumnType _ -> Optional.empty();
        };
    }

    /// Whether no database takes a character for more than itself, as some do with a backslash.
    private static boolean isPlain(String text) {
        return text.indexOf('\\') < 0;
    }
}
