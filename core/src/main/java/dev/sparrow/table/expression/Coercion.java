/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The types that values become without being asked: wider numbers, timestamps of dates, text of enums.
public final class Coercion {
    private static final List<ColumnType> WHOLE = List.of(Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT);

    /// What it costs to take a literal text for a value of another type.
    private static final int OF_TEXT = 20;

    private Coercion() {}

    public static boolean isWhole(ColumnType type) {
        return WHOLE.contains(type);
    }

    public static boolean isNumber(ColumnType type) {
        return isWhole(type) || type instanceof Decimal || isBinary(type);
    }

    public static boolean isBinary(ColumnType type) {
        return type == Plain.FLOAT || type == Plain.DOUBLE;
    }

    /// The decimal numbers that hold all of a whole number's type.
    static Decimal decimal(ColumnType type) {
        return switch (type) {
            case Decimal decimal -> decimal;
            case Plain.TINYINT -> new Decimal(3, 0);
            case Plain.SMALLINT -> new Decimal(5, 0);
            case Plain.INT -> new Decimal(10, 0);
            case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> new Decimal(19, 0);
        };
    }

    /// The type that values of both are compared, united and returned as; empty if there is none.
    public static Optional<ColumnType> common(ColumnType left, ColumnType right) {
        if (left.equals(right) || right == Plain.NULL) {
            return Optional.of(left);
        }
        if (left == Plain.NULL) {
            return Optional.of(right);
        }
        if (isNumber(left) && isNumber(right)) {
            return Optional.of(number(left, right));
        }
        if (isText(left) && isText(right)) {
            return Optional.of(Plain.TEXT);
        }
        if (isDay(left) && isDay(right)) {
            return Optional.of(Plain.TIMESTAMP);
        }
        if (left instanceof ListOf(var one, var oneNull) && right instanceof ListOf(var other, var otherNull)) {
            return common(one, other).map(element -> new ListOf(element, oneNull || otherNull));
        }
        if (left instanceof Decimal || left == Plain.BOOLEAN || right == Plain.BOOLEAN) {
            return booleans(left, right);
        }
        return Optional.empty();
    }

    private static Optional<ColumnType> booleans(ColumnType left, ColumnType right) {
        if (left == Plain.BOOLEAN && isWhole(right)) {
            return Optional.of(right);
        }
        return right == Plain.BOOLEAN && isWhole(left) ? Optional.of(left) : Optional.empty();
    }

    private static boolean isText(ColumnType type) {
        return type == Plain.TEXT || type instanceof EnumOf;
    }

    private static boolean isDay(ColumnType type) {
        return type == Plain.DATE || type == Plain.TIMESTAMP;
    }

    private static ColumnType number(ColumnType left, ColumnType right) {
        if (isBinary(left) || isBinary(right)) {
            var narrow = left != Plain.DOUBLE && right != Plain.DOUBLE;
            return narrow ? Plain.FLOAT : Plain.DOUBLE;
        }
        if (isWhole(left) && isWhole(right)) {
            return WHOLE.get(Math.max(WHOLE.indexOf(left), WHOLE.indexOf(right)));
        }
        var one = decimal(left);
        var other = decimal(right);
        var scale = Math.max(one.scale(), other.scale());
        var whole = Math.max(one.wholeDigits(), other.wholeDigits());
        return new Decimal(Math.min(Decimal.PRECISION_MAX, whole + scale), scale);
    }

    /// What it costs to give an argument to a parameter of a type: the least for the same type; empty if it cannot be
    /// given.
    static OptionalInt cost(Expression argument, ColumnType parameter) {
        var type = argument.type();
        if (type.equals(parameter)) {
            return OptionalInt.of(0);
        }
        if (type == Plain.NULL) {
            return OptionalInt.of(1);
        }
        if (isWhole(type) && isWhole(parameter)) {
            var steps = WHOLE.indexOf(parameter) - WHOLE.indexOf(type);
            return steps >= 0 || (argument instanceof Expression.Literal literal && fits(literal, parameter))
                    ? OptionalInt.of(steps >= 0 ? steps : 3 - steps)
                    : OptionalInt.empty();
        }
        if (isNumber(type) && isBinary(parameter)) {
            var narrows = type == Plain.DOUBLE && parameter == Plain.FLOAT;
            return narrows ? OptionalInt.empty() : OptionalInt.of(binaryCost(type, parameter));
        }
        if (type == Plain.DATE && parameter == Plain.TIMESTAMP) {
            return OptionalInt.of(2);
        }
        if (type instanceof EnumOf && parameter == Plain.TEXT) {
            return OptionalInt.of(1);
        }
        return type == Plain.TEXT && argument instanceof Expression.Literal
                ? OptionalInt.of(OF_TEXT)
                : OptionalInt.empty();
    }

    private static int binaryCost(ColumnType type, ColumnType parameter) {
        if (isBinary(type)) {
            return 2;
        }
        var decimal = type instanceof Decimal ? 2 : 0;
        return (parameter == Plain.DOUBLE ? 6 : 7) + decimal;
    }

    private static boolean fits(Expression.Literal literal, ColumnType whole) {
        var value = ((Number) literal.value()).longValue();
        return switch (WHOLE.indexOf(whole)) {
            case 0 -> value == (byte) value;
            case 1 -> value == (short) value;
            case 2 -> value == (int) value;
            default -> true;
        };
    }
}
