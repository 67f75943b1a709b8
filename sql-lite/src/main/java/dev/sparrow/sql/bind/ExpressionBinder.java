/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.BinaryOperator;
import dev.sparrow.sql.syntax.Expression.Connective;
import dev.sparrow.sql.syntax.Expression.Truth;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.SqlProblem;
import dev.sparrow.sql.syntax.UnaryOperator;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Coercion;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Branch;
import dev.sparrow.table.expression.Expression.Comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Expressions of SQL as typed expressions over the columns of a scope.
final class ExpressionBinder {
    private final Binding binding;
    private final Scope scope;

    /// What is grouped by; null where rows are meant.
    private final Grouped grouped;

    /// Null where neither subqueries nor windows may stand.
    private final Late late;

    /// The columns of the select list that have names.
    private final Map<String, dev.sparrow.sql.syntax.Expression> aliases;

    private final FunctionBinder functions;

    ExpressionBinder(
            Binding binding,
            Scope scope,
            Grouped grouped,
            Late late,
            Map<String, dev.sparrow.sql.syntax.Expression> aliases) {
        this.binding = binding;
        this.scope = scope;
        this.grouped = grouped;
        this.late = late;
        this.aliases = aliases;
        this.functions = new FunctionBinder(binding, this);
    }

    /// Of the rows before they are grouped, without subqueries and windows.
    ExpressionBinder ofRows() {
        return new ExpressionBinder(binding, scope, null, null, aliases);
    }

    Grouped grouped() {
        return grouped;
    }

    Late late() {
        return late;
    }

    /// @throws SqlProblem if it has no meaning here
    Expression bind(dev.sparrow.sql.syntax.Expression expression) {
        if (grouped != null) {
            var key = key(expression);
            if (key != null) {
                return key;
            }
        }
        return binding.at(expression.at(), () -> bound(expression));
    }

    List<Expression> all(List<dev.sparrow.sql.syntax.Expression> expressions) {
        return expressions.stream().map(this::bind).toList();
    }

    /// The key of the groups that an expression is; null if it is none.
    private Expression key(dev.sparrow.sql.syntax.Expression expression) {
        try {
            var ofRows = ofRows().bind(expression);
            return Places.hasOwn(ofRows) ? grouped.key(ofRows).orElse(null) : ofRows;
        } catch (SqlProblem noKey) {
            return null;
        }
    }

    private Expression bound(dev.sparrow.sql.syntax.Expression expression) {
        return switch (expression) {
            case dev.sparrow.sql.syntax.Expression.Constant(var _, var value) -> literal(value);
            case dev.sparrow.sql.syntax.Expression.Parameter parameter -> parameter(parameter);
            case dev.sparrow.sql.syntax.Expression.Column column -> column(column);
            case dev.sparrow.sql.syntax.Expression.Unary(var _, var operator, var operand) -> unary(operator, operand);
            case dev.sparrow.sql.syntax.Expression.Binary binary -> binary(binary);
            case dev.sparrow.sql.syntax.Expression.Logical(var _, var connective, var conditions) ->
                    connective == Connective.AND ? Calls.and(all(conditions)) : Conditions.or(all(conditions));
            case dev.sparrow.sql.syntax.Expression.Not(var _, var condition) -> Calls.not(bind(condition));
            case dev.sparrow.sql.syntax.Expression.IsNull(var _, var operand, var negated) ->
                    negated(Calls.isNull(bind(operand)), negated);
            case dev.sparrow.sql.syntax.Expression.IsTruth(var _, var operand, var truth, var negated) ->
                    negated(Calls.compare(Comparison.SAME, bind(operand), of(truth)), negated);
            case dev.sparrow.sql.syntax.Expression.Between between -> between(between);
            case dev.sparrow.sql.syntax.Expression.InList(var _, var operand, var values, var negated) ->
                    negated(Calls.in(bind(operand), all(values)), negated);
            case dev.sparrow.sql.syntax.Expression.Match match -> functions.match(match);
            case dev.sparrow.sql.syntax.Expression.Case cases -> cases(cases);
            case dev.sparrow.sql.syntax.Expression.Cast(var _, var operand, var type, var lenient) ->
                    Casting.cast(bind(operand), new TypeBinder(binding).bind(type), lenient);
            case dev.sparrow.sql.syntax.Expression.Call call -> functions.call(call);
            case dev.sparrow.sql.syntax.Expression.ListOf(var _, var elements) ->
                    Calls.call("list_value", all(elements));
            case dev.sparrow.sql.syntax.Expression.Subquery _,
                    dev.sparrow.sql.syntax.Expression.Exists _,
                    dev.sparrow.sql.syntax.Expression.In _ ->
                    subquery(expression);
            case dev.sparrow.sql.syntax.Expression.Ordinal _,
                    dev.sparrow.sql.syntax.Expression.Star _,
                    dev.sparrow.sql.syntax.Expression.Columns _,
                    dev.sparrow.sql.syntax.Expression.Quantified _,
                    dev.sparrow.sql.syntax.Expression.ListOfQuery _,
                    dev.sparrow.sql.syntax.Expression.Row _,
                    dev.sparrow.sql.syntax.Expression.StructOf _,
                    dev.sparrow.sql.syntax.Expression.MapOf _,
                    dev.sparrow.sql.syntax.Expression.Subscript _,
                    dev.sparrow.sql.syntax.Expression.Slice _,
                    dev.sparrow.sql.syntax.Expression.Field _,
                    dev.sparrow.sql.syntax.Expression.Lambda _,
                    dev.sparrow.sql.syntax.Expression.Interval _,
                    dev.sparrow.sql.syntax.Expression.Collate _,
                    dev.sparrow.sql.syntax.Expression.Default _ ->
                    throw binding.notYet(expression.at(), "This expression");
        };
    }

    static Expression negated(Expression condition, boolean negated) {
        return negated ? Calls.not(condition) : condition;
    }

    private static Expression of(Truth truth) {
        return switch (truth) {
            case TRUE -> Calls.literal(true);
            case FALSE -> Calls.literal(false);
            case UNKNOWN -> new Expression.Literal(null, Plain.BOOLEAN);
        };
    }

    private static Expression literal(Literal literal) {
        return switch (literal) {
            case Literal.Null _ -> Calls.literal(null);
            case Literal.Bool(var value) -> Calls.literal(value);
            case Literal.Whole(var value) ->
                    value.bitLength() < Integer.SIZE
                            ? Calls.literal(value.intValue())
                            : value.bitLength() < Long.SIZE
                                    ? Calls.literal(value.longValue())
                                    : Calls.literal(new BigDecimal(value));
            case Literal.Exact(var value) -> Calls.literal(value);
            case Literal.Approximate(var value) -> Calls.literal(value);
            case Literal.Text(var value) -> Calls.literal(value);
            case Literal.Blob(var digits) -> Calls.literal(java.util.HexFormat.of().parseHex(digits));
            case Literal.Bits(var digits) -> Calls.literal(digits);
        };
    }

    private Expression parameter(dev.sparrow.sql.syntax.Expression.Parameter parameter) {
        if (!binding.values().containsKey(parameter.name())) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    parameter.at(),
                    "There is no value for $"
                            + parameter.name()
                            + ": values were given for "
                            + (binding.values().isEmpty() ? "nothing" : String.join(", ", binding.values().keySet()))
                            + ".");
        }
        return Calls.literal(binding.values().get(parameter.name()));
    }

    private Expression column(dev.sparrow.sql.syntax.Expression.Column column) {
        var name = column.name();
        var found = scope.find(binding, name);
        if (found.isPresent()) {
            if (grouped == null || !Places.hasOwn(found.get())) {
                return found.get();
            }
            throw binding.problem(
                    ProblemCode.WRONG_GROUPING,
                    column.at(),
                    "'"
                            + name.text()
                            + "' is neither grouped by nor aggregated, so a group has many of it. Add it to GROUP BY, or"
                            + " write any_value("
                            + name.text()
                            + ").");
        }
        var alias = name.parts().size() == 1 ? aliases.get(name.last().key()) : null;
        if (alias != null) {
            // an alias does not see itself
            var others = new java.util.HashMap<>(aliases);
            others.remove(name.last().key());
            return new ExpressionBinder(binding, scope, grouped, late, others).bind(alias);
        }
        throw unknown(column);
    }

    private SqlProblem unknown(dev.sparrow.sql.syntax.Expression.Column column) {
        var name = column.name();
        var tables = scope.tables();
        var known =
                tables.isEmpty() ? "There is no table here." : "The tables here are " + String.join(", ", tables) + ".";
        return binding.problem(
                ProblemCode.UNKNOWN_COLUMN,
                column.at(),
                "There is no column '" + name.text() + "'. " + known,
                scope.meant(name));
    }

    private Expression unary(UnaryOperator operator, dev.sparrow.sql.syntax.Expression operand) {
        var value = bind(operand);
        return switch (operator) {
            case PLUS -> value;
            case MINUS, COMPLEMENT, ABSOLUTE -> Calls.call(operator.symbol(), value);
        };
    }

    private Expression binary(dev.sparrow.sql.syntax.Expression.Binary binary) {
        if (binary.right() instanceof dev.sparrow.sql.syntax.Expression.Interval interval
                && (binary.operator() == BinaryOperator.ADD || binary.operator() == BinaryOperator.SUBTRACT)) {
            var sign = binary.operator() == BinaryOperator.ADD ? 1 : -1;
            return new Intervals(binding).add(bind(binary.left()), interval, sign);
        }
        if (binary.left() instanceof dev.sparrow.sql.syntax.Expression.Interval interval
                && binary.operator() == BinaryOperator.ADD) {
            return new Intervals(binding).add(bind(binary.right()), interval, 1);
        }
        var left = bind(binary.left());
        var right = bind(binary.right());
        return switch (binary.operator()) {
            case EQUAL -> Calls.compare(Comparison.EQUAL, left, right);
            case NOT_EQUAL -> Calls.compare(Comparison.NOT_EQUAL, left, right);
            case LESS -> Calls.compare(Comparison.LESS, left, right);
            case LESS_OR_EQUAL -> Calls.compare(Comparison.LESS_OR_EQUAL, left, right);
            case GREATER -> Calls.compare(Comparison.GREATER, left, right);
            case GREATER_OR_EQUAL -> Calls.compare(Comparison.GREATER_OR_EQUAL, left, right);
            case IS_DISTINCT_FROM -> Calls.compare(Comparison.NOT_SAME, left, right);
            case IS_NOT_DISTINCT_FROM -> Calls.compare(Comparison.SAME, left, right);
            case DIVIDE -> Calls.call("/", quotient(left), quotient(right));
            case POWER -> Calls.call("pow", left, right);
            case STARTS_WITH -> Calls.call("starts_with", left, right);
            case CONCATENATE,
                    JSON_VALUE,
                    JSON_TEXT,
                    CONTAINS,
                    CONTAINED,
                    OVERLAPS,
                    EUCLIDEAN_DISTANCE,
                    COSINE_DISTANCE,
                    BIT_AND,
                    BIT_OR,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE_WHOLE,
                    REMAINDER ->
                    Calls.call(binary.operator().symbol(), left, right);
        };
    }

    /// A quotient is a double, also of whole numbers and decimals.
    private static Expression quotient(Expression value) {
        return value.type() == Plain.FLOAT || !Coercion.isNumber(value.type())
                ? value
                : Casting.cast(value, Plain.DOUBLE, false);
    }

    private Expression between(dev.sparrow.sql.syntax.Expression.Between between) {
        var value = bind(between.operand());
        var low = bind(between.bounds().low());
        var high = bind(between.bounds().high());
        var inside = within(value, low, high);
        var either = between.bounds().symmetric() ? Calls.or(List.of(inside, within(value, high, low))) : inside;
        return negated(either, between.negated());
    }

    private static Expression within(Expression value, Expression low, Expression high) {
        return Calls.and(
                List.of(
                        Calls.compare(Comparison.GREATER_OR_EQUAL, value, low),
                        Calls.compare(Comparison.LESS_OR_EQUAL, value, high)));
    }

    private Expression cases(dev.sparrow.sql.syntax.Expression.Case cases) {
        var operand = cases.operand().map(this::bind);
        var branches = new ArrayList<Branch>();
        for (var branch : cases.branches()) {
            var condition = bind(branch.condition());
            var asked = operand.map(value -> Calls.compare(Comparison.EQUAL, value, condition)).orElse(condition);
            branches.add(new Branch(asked, bind(branch.value())));
        }
        return Calls.cases(branches, cases.otherwise().map(this::bind).orElse(null));
    }

    private Expression subquery(dev.sparrow.sql.syntax.Expression expression) {
        if (late == null) {
            throw binding.notYet(expression.at(), "A subquery in this place");
        }
        var subqueries = new Subqueries(binding, scope);
        return switch (expression) {
            case dev.sparrow.sql.syntax.Expression.Subquery(var at, var query) ->
                    value(subqueries.scalar(at, query), at);
            case dev.sparrow.sql.syntax.Expression.Exists(var at, var query) -> {
                var mark = value(subqueries.exists(query), at);
                yield Calls.call("coalesce", mark, Calls.literal(false));
            }
            case dev.sparrow.sql.syntax.Expression.In(
                            var at,
                            var operand,
                            dev.sparrow.sql.syntax.Expression.Subquery(var _, var query),
                            var negated) ->
                    negated(value(subqueries.in(at, bind(operand), query), at), negated);
            case dev.sparrow.sql.syntax.Expression other -> throw binding.notYet(other.at(), "IN of a list column");
        };
    }

    private Expression value(Subqueries.Inner inner, dev.sparrow.sql.syntax.Span at) {
        if (grouped != null && inner.isCorrelated()) {
            throw binding.notYet(at, "A subquery that reads columns of a query with groups");
        }
        return inner.result(late.add(inner));
    }

    /// The name that a column of the result has if nobody says one.
    static String nameOf(dev.sparrow.sql.syntax.SelectItem item) {
        return item.alias().map(Name::text).orElseGet(() -> nameOf(item.value()));
    }

    private static String nameOf(dev.sparrow.sql.syntax.Expression value) {
        return value instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var name)
                ? name.last().text()
                : dev.sparrow.sql.parser.Printer.print(value);
    }
}
