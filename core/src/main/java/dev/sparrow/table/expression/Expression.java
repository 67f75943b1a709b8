/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.function.Function;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A value for each row, computed of the row's columns. Its type, and whether the value may be missing, are known when
/// it is made. A boolean that is missing is neither true nor false, as in SQL.
public sealed interface Expression extends Serializable {

    ColumnType type();

    /// Whether the value may be missing.
    boolean nullable();

    /// A column of the row.
    ///
    /// @param column its place, from 0
    /// @param name for people
    record Input(int column, ColumnType type, boolean nullable, String name) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The same value for every row.
    ///
    /// @param value in the form of [Carrier]; null where it is missing
    record Literal(Object value, ColumnType type) implements Expression {
        @Override
        public boolean nullable() {
            return value == null;
        }

        @Override
        public String toString() {
            return ExpressionText.literal(this);
        }
    }

    /// The result of a function; missing where an argument is, unless the function takes missing ones itself.
    ///
    /// @param orNull whether what the function refuses makes the result missing rather than the query fail
    record Call(ScalarFunction function, List<Expression> arguments, ColumnType type, boolean orNull)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean nullable() {
            return orNull
                    || function.mayReturnNull()
                    || (!function.takesNulls() && arguments.stream().anyMatch(Expression::nullable));
        }

        @Override
        public String toString() {
            return ExpressionText.call(this);
        }
    }

    /// The sum, difference or product of two decimal numbers.
    record Arithmetic(Operator operator, Expression left, Expression right, Decimal type) implements Expression {
        @Override
        public boolean nullable() {
            return left.nullable() || right.nullable();
        }

        @Override
        public String toString() {
            return "(" + left + " " + operator.symbol() + " " + right + ")";
        }
    }

    /// An operator of decimal numbers.
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /// A whole or decimal number as a decimal number of other digits; halves are rounded away from zero.
    record Rescale(Expression value, Decimal type) implements Expression {
        @Override
        public boolean nullable() {
            return value.nullable();
        }

        @Override
        public String toString() {
            return "cast(" + value + " as " + type + ")";
        }
    }

    /// Whether two values of one type are in a relation.
    record Compare(Comparison comparison, Expression left, Expression right) implements Expression {
        @Override
        public ColumnType type() {
            return Plain.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return !comparison.takesNulls() && (left.nullable() || right.nullable());
        }

        @Override
        public String toString() {
            return "(" + left + " " + comparison.symbol() + " " + right + ")";
        }
    }

    /// A relation between two values.
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        /// Equal, or both missing.
        SAME("is not distinct from"),
        NOT_SAME("is distinct from");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean takesNulls() {
            return this == SAME || this == NOT_SAME;
        }

        /// Whether it holds for what a comparison of the values returned.
        public boolean holds(int order) {
            return switch (this) {
                case EQUAL, SAME -> order == 0;
                case NOT_EQUAL, NOT_SAME -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }

        /// The one that holds with the sides swapped.
        public Comparison mirrored() {
            return switch (this) {
                case EQUAL, NOT_EQUAL, SAME, NOT_SAME -> this;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }
    }

    /// True if all are, false if one is, else missing.
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public ColumnType type() {
            return Plain.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return parts.stream().anyMatch(Expression::nullable);
        }

        @Override
        public String toString() {
            return ExpressionText.joined(parts, " and ");
        }
    }

    /// True if one is, false if all are, else missing.
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public ColumnType type() {
            return Plain.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return parts.stream().anyMatch(Expression::nullable);
        }

        @Override
        public String toString() {
            return ExpressionText.joined(parts, " or ");
        }
    }

    record Not(Expression value) implements Expression {
        @Override
        public ColumnType type() {
            return Plain.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return value.nullable();
        }

        @Override
        public String toString() {
            return "not " + value;
        }
    }

    record IsNull(Expression value) implements Expression {
        @Override
        public ColumnType type() {
            return Plain.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public String toString() {
            return "(" + value + " is null)";
        }
    }

    /// The result of the first branch whose condition is true, else `otherwise`.
    record Case(List<Branch> branches, Expression otherwise) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }

        @Override
        public ColumnType type() {
            return otherwise.type();
        }

        @Override
        public boolean nullable() {
            return otherwise.nullable() || branches.stream().anyMatch(branch -> branch.result().nullable());
        }

        @Override
        public String toString() {
            return ExpressionText.cases(this);
        }
    }

    /// A condition and what results where it is true.
    ///
    /// @param result of the type of all other results of its [Case]
    record Branch(Expression condition, Expression result) implements Serializable {}

    /// Whether a value is one of some; missing if it is not and one of them is missing.
    record In(Expression value, LiteralSet set) implements Expression {
        @Override
        public ColumnType type() {
            return Plain.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return value.nullable() || set.hasNull();
        }

        @Override
        public String toString() {
            return "(" + value + " in " + set + ")";
        }
    }

    /// What a function of the user's program returns for Java objects. It is called for missing values, too.
    ///
    /// @param function takes the list of its arguments as Java objects, or a record of `record` made of them
    /// @param record the class of the record that it takes; null if it takes the list
    /// @param name for people
    record UserCall(
            Function<Object, Object> function,
            Class<?> record,
            List<Expression> arguments,
            ColumnType type,
            boolean nullable,
            String name)
            implements Expression {
        public UserCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return name + ExpressionText.list(arguments);
        }
    }

    /// The expressions that it is computed of.
    default List<Expression> children() {
        return switch (this) {
            case Input _, Literal _ -> List.of();
            case Call call -> call.arguments;
            case Arithmetic(_, var left, var right, _) -> List.of(left, right);
            case Rescale(var value, _) -> List.of(value);
            case Compare(_, var left, var right) -> List.of(left, right);
            case And(var parts) -> parts;
            case Or(var parts) -> parts;
            case Not(var value) -> List.of(value);
            case IsNull(var value) -> List.of(value);
            case Case(var branches, var otherwise) -> {
                var children = new ArrayList<Expression>();
                for (var branch : branches) {
                    children.add(branch.condition);
                    children.add(branch.result);
                }
                children.add(otherwise);
                yield List.copyOf(children);
            }
            case In(var value, _) -> List.of(value);
            case UserCall call -> call.arguments;
        };
    }

    /// The same of other expressions, as many as [#children], of the same types.
    default Expression with(List<Expression> children) {
        return switch (this) {
            case Input _, Literal _ -> this;
            case Call(var function, _, var type, var orNull) -> new Call(function, children, type, orNull);
            case Arithmetic(var operator, _, _, var type) ->
                    new Arithmetic(operator, children.getFirst(), children.getLast(), type);
            case Rescale(_, var type) -> new Rescale(children.getFirst(), type);
            case Compare(var comparison, _, _) -> new Compare(comparison, children.getFirst(), children.getLast());
            case And _ -> new And(children);
            case Or _ -> new Or(children);
            case Not _ -> new Not(children.getFirst());
            case IsNull _ -> new IsNull(children.getFirst());
            case Case _ -> {
                var branches = new ArrayList<Branch>();
                for (var i = 0; i + 1 < children.size(); i += 2) {
                    branches.add(new Branch(children.get(i), children.get(i + 1)));
                }
                yield new Case(branches, children.getLast());
            }
            case In(_, var set) -> new In(children.getFirst(), set);
            case UserCall call ->
                    new UserCall(call.function, call.record, children, call.type, call.nullable, call.name);
        };
    }

    /// What `change` makes of it, after it was asked about each of its parts.
    @SuppressWarnings("ReferenceEquality") // what is the same object needs no copy
    default Expression rewritten(UnaryOperator<Expression> change) {
        var children = children();
        var changed = new ArrayList<Expression>(children.size());
        var same = true;
        for (var child : children) {
            var other = child.rewritten(change);
            same &= other == child;
            changed.add(other);
        }
        return change.apply(same ? this : with(changed));
    }

    /// The conditions that all have to hold for it to be true.
    default List<Expression> conjuncts() {
        if (this instanceof And(var parts)) {
            return parts.stream().flatMap(part -> part.conjuncts().stream()).toList();
        }
        return List.of(this);
    }

    /// What is true if all conditions are.
    static Expression and(List<Expression> conditions) {
        return switch (conditions.size()) {
            case 0 -> new Literal(true, Plain.BOOLEAN);
            case 1 -> conditions.getFirst();
            default -> new And(conditions);
        };
    }
}
