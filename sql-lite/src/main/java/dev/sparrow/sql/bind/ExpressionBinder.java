/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.sql.syntax.BinaryOperator;
import dev.sparrow.sql.syntax.Expression.Connective;
import dev.sparrow.sql.syntax.Expression.Quantifier;
import dev.sparrow.sql.syntax.Expression.Truth;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.SqlProblem;
import dev.sparrow.sql.syntax.UnaryOperator;
import dev.sparrow.sql.unnest.Places;
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
    private final CollectionBinder collections;

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
        this.collections = new CollectionBinder(binding, this);
    }

    /// Of the rows before they are grouped, without windows.
    ExpressionBinder ofRows() {
        return new ExpressionBinder(binding, scope, null, grouped == null ? null : grouped.rowsLate(), aliases);
    }

    /// Within a lambda.
    ExpressionBinder with(List<Scope.Parameter> parameters) {
        return new ExpressionBinder(binding, scope.with(parameters), grouped, late, aliases);
    }

    Scope scope() {
        return scope;
    }

    Grouped grouped() {
        return grouped;
    }

    Late late() {
        return late;
    }

    /// @throws SqlProblem if it has no meaning here
    Expression bind(dev.sparrow.sql.syntax.Expression expression) {
        if (grouped != null && scope.parameters().isEmpty()) {
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
        if (Aggregated.hasQuery(expression) || Aggregated.isIn(expression, binding.catalog())) {
            return null; // a query is no key: it is bound anew each time
        }
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
                    negated(inList(bind(operand), all(values)), negated);
            case dev.sparrow.sql.syntax.Expression.Match match -> functions.match(match);
            case dev.sparrow.sql.syntax.Expression.Case cases -> cases(cases);
            case dev.sparrow.sql.syntax.Expression.Cast(var _, var operand, var type, var lenient) ->
                    Casting.cast(bind(operand), new TypeBinder(binding).bind(type), lenient);
            case dev.sparrow.sql.syntax.Expression.Call call -> functions.call(call);
            case dev.sparrow.sql.syntax.Expression.Subquery _,
                    dev.sparrow.sql.syntax.Expression.Exists _,
                    dev.sparrow.sql.syntax.Expression.ListOfQuery _,
                    dev.sparrow.sql.syntax.Expression.Quantified _,
                    dev.sparrow.sql.syntax.Expression.In _ ->
                    subquery(expression);
            case dev.sparrow.sql.syntax.Expression.ListOf _,
                    dev.sparrow.sql.syntax.Expression.Row _,
                    dev.sparrow.sql.syntax.Expression.StructOf _,
                    dev.sparrow.sql.syntax.Expression.MapOf _,
                    dev.sparrow.sql.syntax.Expression.Subscript _,
                    dev.sparrow.sql.syntax.Expression.Slice _,
                    dev.sparrow.sql.syntax.Expression.Field _ ->
                    collections.bind(expression);
            case dev.sparrow.sql.syntax.Expression.Interval interval -> new Intervals(binding).value(interval, this);
            case dev.sparrow.sql.syntax.Expression.Ordinal ordinal -> ordinal(ordinal);
            case dev.sparrow.sql.syntax.Expression.Collate(var at, var operand, var collation) ->
                    collated(at, bind(operand), collation.last().key());
            case dev.sparrow.sql.syntax.Expression.Star _, dev.sparrow.sql.syntax.Expression.Columns _ ->
                    throw binding.problem(
                            ProblemCode.WRONG_TYPE,
                            expression.at(),
                            "This stands for several columns, and here is one wanted. It can stand in SELECT, alone or"
                                    + " within an expression.");
            case dev.sparrow.sql.syntax.Expression.Lambda _ ->
                    throw binding.problem(
                            ProblemCode.WRONG_TYPE,
                            expression.at(),
                            "A lambda is an argument of list_transform, list_filter and list_reduce only.");
            case dev.sparrow.sql.syntax.Expression.Default _ ->
                    throw binding.problem(
                            ProblemCode.WRONG_TYPE, expression.at(), "DEFAULT stands in the rows of an INSERT only.");
        };
    }

    /// `#2` is the second column of what is selected from.
    private Expression ordinal(dev.sparrow.sql.syntax.Expression.Ordinal ordinal) {
        var entries = scope.entries();
        if (ordinal.position() < 1 || ordinal.position() > entries.size()) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    ordinal.at(),
                    "There is no column " + ordinal.position() + ": the sources have " + entries.size() + ".");
        }
        return ofGroup(entries.get(ordinal.position() - 1).column(), ordinal.at());
    }

    /// Texts are compared by their bytes; a collation that ignores case compares them in lower case.
    private Expression collated(Span at, Expression text, String collation) {
        return switch (collation) {
            case "c", "posix", "binary" -> text;
            case "nocase" -> Calls.call("lower", text);
            default ->
                    throw binding.problem(
                            ProblemCode.NOT_SUPPORTED,
                            at,
                            "There is no collation '"
                                    + collation
                                    + "'. Write COLLATE nocase, or order by a function of"
                                    + " the text.");
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
            return ofGroup(found.get(), column.at(), name.text());
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

    Expression ofGroup(Expression column, Span at) {
        return ofGroup(column, at, column.toString());
    }

    /// A column of rows where groups are meant: a key, or of one.
    private Expression ofGroup(Expression column, Span at, String text) {
        if (grouped == null || !Places.hasOwn(column) || isOfParameter(column)) {
            return column;
        }
        var key = grouped.key(column);
        if (key.isPresent()) {
            return key.get();
        }
        if (!column.children().isEmpty()) {
            return column.with(column.children().stream().map(part -> ofGroup(part, at, text)).toList());
        }
        throw binding.problem(
                ProblemCode.WRONG_GROUPING,
                at,
                "'"
                        + text
                        + "' is neither grouped by nor aggregated, so a group has many of it. Add it to GROUP BY, or"
                        + " write any_value("
                        + text
                        + ").");
    }

    private static boolean isOfParameter(Expression value) {
        return value instanceof Expression.Input input
                ? Places.isParameter(input)
                : !value.children().isEmpty() && value.children().stream().anyMatch(ExpressionBinder::isOfParameter);
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
        var intervals = new Intervals(binding);
        if (binary.right() instanceof dev.sparrow.sql.syntax.Expression.Interval interval
                && (binary.operator() == BinaryOperator.ADD || binary.operator() == BinaryOperator.SUBTRACT)) {
            var sign = binary.operator() == BinaryOperator.ADD ? 1 : -1;
            return intervals.add(bind(binary.left()), interval, sign, this);
        }
        if (binary.left() instanceof dev.sparrow.sql.syntax.Expression.Interval interval
                && binary.operator() == BinaryOperator.ADD) {
            return intervals.add(bind(binary.right()), interval, 1, this);
        }
        return binary(binary, bind(binary.left()), bind(binary.right()));
    }

    private Expression binary(dev.sparrow.sql.syntax.Expression.Binary binary, Expression left, Expression right) {
        if (binary.operator() == BinaryOperator.SUBTRACT
                && Intervals.isTime(left)
                && Intervals.isTime(right)
                && (left.type() == Plain.TIMESTAMP || right.type() == Plain.TIMESTAMP)) {
            return Calls.call("interval_between", left, right);
        }
        var comparison = comparison(binary.operator());
        if (comparison != null) {
            return left.type() instanceof StructOf && right.type() instanceof StructOf
                    ? RowValues.compare(comparison, RowValues.of(left), RowValues.of(right))
                    : Calls.compare(comparison, left, right);
        }
        return operation(binary.operator(), left, right);
    }

    /// Null if an operator compares nothing.
    static Comparison comparison(BinaryOperator operator) {
        return switch (operator) {
            case EQUAL -> Comparison.EQUAL;
            case NOT_EQUAL -> Comparison.NOT_EQUAL;
            case LESS -> Comparison.LESS;
            case LESS_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
            case GREATER -> Comparison.GREATER;
            case GREATER_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
            case IS_DISTINCT_FROM -> Comparison.NOT_SAME;
            case IS_NOT_DISTINCT_FROM -> Comparison.SAME;
            case CONCATENATE,
                    JSON_VALUE,
                    JSON_TEXT,
                    STARTS_WITH,
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
                    DIVIDE,
                    DIVIDE_WHOLE,
                    REMAINDER,
                    POWER ->
                    null;
        };
    }

    private static Expression operation(BinaryOperator operator, Expression left, Expression right) {
        return switch (operator) {
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
                    Calls.call(operator.symbol(), left, right);
            case EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM ->
                    throw new IllegalStateException("compared before");
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

    private static Expression inList(Expression value, List<Expression> options) {
        return value.type() instanceof StructOf
                ? Calls.or(
                        options.stream()
                                .map(option ->
                                        RowValues.compare(Comparison.EQUAL, RowValues.of(value), RowValues.of(option)))
                                .toList())
                : Calls.in(value, options);
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
        return switch (expression) {
            case dev.sparrow.sql.syntax.Expression.Subquery(var at, var query) ->
                    subqueries(at).scalar(at, query, late);
            case dev.sparrow.sql.syntax.Expression.Exists(var at, var query) -> subqueries(at).exists(query, late);
            case dev.sparrow.sql.syntax.Expression.ListOfQuery(var at, var query) ->
                    subqueries(at).list(at, query, late);
            case dev.sparrow.sql.syntax.Expression.In(
                            var at,
                            var operand,
                            dev.sparrow.sql.syntax.Expression.Subquery(var _, var query),
                            var negated) ->
                    negated(any(at, operand, Comparison.EQUAL, query), negated);
            case dev.sparrow.sql.syntax.Expression.In(var _, var operand, var collection, var negated) ->
                    negated(CollectionBinder.contains(bind(collection), bind(operand)), negated);
            case dev.sparrow.sql.syntax.Expression.Quantified quantified -> quantified(quantified);
            case dev.sparrow.sql.syntax.Expression other -> throw new IllegalStateException("No query: " + other);
        };
    }

    /// What holds for all does not fail to hold for any.
    private Expression quantified(dev.sparrow.sql.syntax.Expression.Quantified quantified) {
        var all = quantified.comparison().quantifier() == Quantifier.ALL;
        var given = comparison(quantified.comparison().operator());
        var comparison = all ? Intervals.opposite(given) : given;
        var found =
                quantified.right() instanceof dev.sparrow.sql.syntax.Expression.Subquery(var _, var query)
                        ? any(quantified.at(), quantified.left(), comparison, query)
                        : collections.any(bind(quantified.left()), comparison, bind(quantified.right()));
        return negated(found, all);
    }

    private Expression any(Span at, dev.sparrow.sql.syntax.Expression operand, Comparison comparison, Query query) {
        return subqueries(at).any(at, RowValues.of(bind(operand)), comparison, query, late);
    }

    private Subqueries subqueries(Span at) {
        if (late == null) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    at,
                    "A query cannot stand in this place. Write it in FROM, and name its column here.");
        }
        return new Subqueries(binding, scope, grouped);
    }

    /// The name that a column of the result has if nobody says one.
    static String nameOf(dev.sparrow.sql.syntax.SelectItem item) {
        return item.alias().map(Name::text).orElseGet(() -> nameOf(item.value()));
    }

    static String nameOf(dev.sparrow.sql.syntax.Expression value) {
        return value instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var name)
                ? name.last().text()
                : dev.sparrow.sql.parser.Printer.print(value);
    }
}
