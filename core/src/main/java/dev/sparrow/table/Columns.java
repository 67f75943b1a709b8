/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.JavaForm;
import dev.sparrow.function.Function;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;

/// Makes [Column]s: of a name, of a constant, of functions and aggregates. Meant to be imported statically.
public final class Columns {
    private Columns() {}

    /// A column of the table by its name, in whatever case.
    public static Column col(String name) {
        return Column.of(name, scope -> scope.column(name));
    }

    /// The same value for every row.
    ///
    /// @param value null, a number, a text, a date or another Java object that has a type; see [ColumnType]
    public static Column lit(Object value) {
        return Column.of(value);
    }

    /// The result of a function, by its name in SQL: `call("upper", col("city"))`.
    ///
    /// @param arguments columns and constants
    public static Column call(String function, Object... arguments) {
        return Column.call(function, arguments);
    }

    /// The first value that is not missing.
    public static Column coalesce(Object... values) {
        return Column.call("coalesce", values);
    }

    /// A result for rows for which a condition is true; see [Choice#when] and [Choice#otherwise].
    public static Choice when(Column condition, Object result) {
        return new Choice(List.of(condition), List.of(Column.of(result)));
    }

    /// Results by conditions, of which the first that is true counts.
    public static final class Choice {
        private final List<Column> conditions;
        private final List<Column> results;

        private Choice(List<Column> conditions, List<Column> results) {
            this.conditions = conditions;
            this.results = results;
        }

        public Choice when(Column condition, Object result) {
            var more = new ArrayList<>(conditions);
            more.add(condition);
            var moreResults = new ArrayList<>(results);
            moreResults.add(Column.of(result));
            return new Choice(more, moreResults);
        }

        /// Ends the choice.
        ///
        /// @param result where no condition is true
        public Column otherwise(Object result) {
            var last = Column.of(result);
            return Column.of(
                    "case",
                    scope -> {
                        var branches = new ArrayList<Expression.Branch>();
                        for (var i = 0; i < conditions.size(); i++) {
                            branches.add(new Expression.Branch(conditions.get(i).in(scope), results.get(i).in(scope)));
                        }
                        return Calls.cases(branches, last.in(scope));
                    });
        }

        /// Missing where no condition is true.
        public Column end() {
            return otherwise(null);
        }
    }

    /// What a function of the program makes of records of the table's rows. Its components are the columns of their
    /// names.
    ///
    /// @param result the class of the results, such as `Double.class`
    public static <T extends Record, R> Column of(Class<T> record, Class<R> result, Function<T, R> function) {
        var type = JavaForm.typeOf(result);
        return Column.of("function", scope -> userCall(scope, record, type, function));
    }

    @SuppressWarnings("unchecked") // a record of the class is what it is given
    static Expression userCall(Scope scope, Class<?> record, ColumnType type, Function<?, ?> function) {
        var arguments = new ArrayList<Expression>();
        for (var component : record.getRecordComponents()) {
            arguments.add(scope.column(component.getName()));
        }
        return new Expression.UserCall(
                (Function<Object, Object>) function,
                record,
                arguments,
                type,
                true,
                "function of " + record.getSimpleName());
    }

    // ---- Aggregates

    /// How many rows.
    public static Column count() {
        return Column.aggregate("count", false);
    }

    /// How many rows have a value.
    public static Column count(Object value) {
        return Column.aggregate("count", false, column(value));
    }

    public static Column countDistinct(Object value) {
        return Column.aggregate("count", true, column(value));
    }

    public static Column sum(Object value) {
        return Column.aggregate("sum", false, column(value));
    }

    public static Column avg(Object value) {
        return Column.aggregate("avg", false, column(value));
    }

    public static Column min(Object value) {
        return Column.aggregate("min", false, column(value));
    }

    public static Column max(Object value) {
        return Column.aggregate("max", false, column(value));
    }

    /// The value of the first row that has one.
    public static Column first(Object value) {
        return Column.aggregate("first", false, column(value));
    }

    /// The value in the middle, or the mean of the two there.
    public static Column median(Object value) {
        return Column.aggregate("median", false, column(value));
    }

    /// The value below which a part of all values is, between two of them where it falls there.
    ///
    /// @param fraction from 0 to 1
    public static Column quantile(Object value, double fraction) {
        return Column.aggregate("quantile_cont", false, column(value), Column.of(fraction));
    }

    /// How far values are from their mean: the standard deviation of a sample.
    public static Column stddev(Object value) {
        return Column.aggregate("stddev", false, column(value));
    }

    /// An aggregate by its name in SQL: `aggregate("quantile_cont", col("fare"), 0.9)`.
    public static Column aggregate(String function, Object... arguments) {
        return Column.aggregate(function, false, arguments);
    }

    /// A text is the name of a column here.
    private static Column column(Object value) {
        return value instanceof String name ? col(name) : Column.of(value);
    }
}
