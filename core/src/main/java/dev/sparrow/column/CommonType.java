/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The narrowest type that holds the values of two, each as a value that is equal: what is inferred of several values,
/// files or branches of a union. A `double` holds every decimal number of 15 digits as the nearest one to it, and no
/// more of them; so it holds `int`, and not `bigint`.
public final class CommonType {
    private static final int DOUBLE_DIGITS = 15;
    private static final int FLOAT_DIGITS = 6;

    private CommonType() {}

    /// The common type; nothing if no type but text holds both.
    public static Optional<ColumnType> of(ColumnType left, ColumnType right) {
        if (left.equals(right) || right == Plain.NULL) {
            return Optional.of(left);
        }
        return switch (left) {
            case Plain.NULL -> Optional.of(right);
            case Plain plain when isNumber(plain) -> ofNumbers(left, right);
            case Decimal _ -> ofNumbers(left, right);
            case EnumOf one when right instanceof EnumOf other -> Optional.of(ofEnums(one, other));
            case EnumOf _ when right == Plain.TEXT -> Optional.of(right);
            case Plain plain when plain == Plain.TEXT && right instanceof EnumOf -> Optional.of(left);
            case ListOf one when right instanceof ListOf other ->
                    of(one.element(), other.element())
                            .map(element -> new ListOf(element, one.nullable() || other.nullable()));
            case MapOf one when right instanceof MapOf other ->
                    of(one.key(), other.key())
                            .flatMap(key ->
                                    of(one.value(), other.value())
                                            .map(value -> new MapOf(key, value, one.nullable() || other.nullable())));
            case StructOf one when right instanceof StructOf other -> ofStructs(one, other);
            case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, ColumnType.Opaque _ -> Optional.empty();
        };
    }

    private static boolean isNumber(ColumnType type) {
        return type == Plain.FLOAT || type == Plain.DOUBLE || wholeDigits(type) > 0;
    }

    private static Optional<ColumnType> ofNumbers(ColumnType left, ColumnType right) {
        if (!(right instanceof Decimal) && !isNumber(right)) {
            return Optional.empty();
        }
        if (isBinary(left) || isBinary(right)) {
            var digits = Math.max(digits(left), digits(right));
            var isFloat = digits <= FLOAT_DIGITS && left != Plain.DOUBLE && right != Plain.DOUBLE;
            return digits > DOUBLE_DIGITS ? Optional.empty() : Optional.of(isFloat ? Plain.FLOAT : Plain.DOUBLE);
        }
        if (isWithin(left, right)) {
            return Optional.of(right);
        }
        if (isWithin(right, left)) {
            return Optional.of(left);
        }
        var scale = Math.max(scale(left), scale(right));
        var precision = Math.max(digits(left) - scale(left), digits(right) - scale(right)) + scale;
        return precision > Decimal.PRECISION_MAX ? Optional.empty() : Optional.of(new Decimal(precision, scale));
    }

    private static boolean isBinary(ColumnType type) {
        return type == Plain.FLOAT || type == Plain.DOUBLE;
    }

    /// Whether the wider one holds all of the narrower, neither being binary.
    private static boolean isWithin(ColumnType narrow, ColumnType wide) {
        if (wide instanceof Decimal(var precision, var scale)) {
            return scale(narrow) <= scale && digits(narrow) - scale(narrow) <= precision - scale;
        }
        // A whole number of 64 bits has 19 digits, and there are numbers of 19 digits that have more bits.
        return scale(narrow) == 0 && digits(narrow) < digits(wide);
    }

    /// The decimal digits that the greatest value has; none of a binary one.
    private static int digits(ColumnType type) {
        return type instanceof Decimal decimal ? decimal.precision() : wholeDigits(type);
    }

    private static int scale(ColumnType type) {
        return type instanceof Decimal decimal ? decimal.scale() : 0;
    }

    private static int wholeDigits(ColumnType type) {
        return switch (type) {
            case Plain.TINYINT -> 3;
            case Plain.SMALLINT -> 5;
            case Plain.INT -> 10;
            case Plain.BIGINT -> 19;
            case Plain _, Decimal _, EnumOf _, ListOf _, StructOf _, MapOf _, ColumnType.Opaque _ -> 0;
        };
    }

    private static ColumnType ofEnums(EnumOf left, EnumOf right) {
        var constants = new LinkedHashSet<>(left.constants());
        constants.addAll(right.constants());
        return new EnumOf(List.copyOf(constants));
    }

    private static Optional<ColumnType> ofStructs(StructOf left, StructOf right) {
        return of(left.schema(), right.schema()).map(StructOf::new);
    }

    /// The columns that hold those of both, which must have the same names in the same order.
    public static Optional<Schema> of(Schema left, Schema right) {
        if (!left.names().equals(right.names())) {
            return Optional.empty();
        }
        var fields = new ArrayList<Field>();
        for (var i = 0; i < left.fields().size(); i++) {
            var one = left.fields().get(i);
            var other = right.fields().get(i);
            var type = of(one.type(), other.type());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            var nullable = one.nullable() || other.nullable() || one.type() == Plain.NULL || other.type() == Plain.NULL;
            fields.add(new Field(one.name(), type.get(), nullable));
        }
        return Optional.of(new Schema(fields));
    }
}
