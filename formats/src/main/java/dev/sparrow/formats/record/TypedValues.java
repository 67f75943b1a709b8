/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Values of typed columns as components: wider types take narrower ones, and nothing is lost on the way.
public final class TypedValues {
    private TypedValues() {}

    /// The value as the component holds it.
    ///
    /// @param value may be null
    public static Object convert(Object value, RecordShape.Component component) throws Unfit {
        var type = component.box();
        if (value == null) {
            if (component.type().isPrimitive()) {
                throw new Unfit(
                        component.name(),
                        "it is null, and "
                                + component.type()
                                + " cannot be. Make the component a boxed type to allow it.");
            }
            return null;
        }
        var converted = type.isInstance(value) ? value : converted(value, component);
        if (converted != null) {
            return converted;
        }
        throw new Unfit(
                component.name(),
                values -> values.showTyped(value) + " is not " + Unfit.withArticle(component.type()) + ".");
    }

    /// The value as the component holds it; null if it cannot.
    private static Object converted(Object value, RecordShape.Component component) {
        var type = component.box();
        try {
            return switch (value) {
                case Number number -> ofNumber(number, type);
                case String text when type != Boolean.class && !Number.class.isAssignableFrom(type) ->
                        TextValues.of(component).parse(text);
                case LocalDateTime time when type == Instant.class -> time.toInstant(ZoneOffset.UTC);
                case Instant time when type == LocalDateTime.class -> LocalDateTime.ofInstant(time, ZoneOffset.UTC);
                default -> null;
            };
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    /// The number as the type holds it; null if it cannot, or is not one of numbers.
    private static Object ofNumber(Number number, Class<?> type) {
        if (type == Double.class) {
            return number instanceof Float ? (Object) number.doubleValue() : exactDouble(number);
        }
        if (type == Float.class) {
            var narrow = number.floatValue();
            return exact(narrow).compareTo(exact(number)) == 0 ? narrow : null;
        }
        if (type == BigDecimal.class) {
            return exact(number);
        }
        if (type == BigInteger.class) {
            return exact(number).toBigIntegerExact();
        }
        if (!Number.class.isAssignableFrom(type)) {
            return null;
        }
        var whole = number instanceof Long || isSmall(number) ? number.longValue() : exact(number).longValueExact();
        if (type == Long.class) {
            return whole;
        }
        if (type == Integer.class) {
            return Math.toIntExact(whole);
        }
        if (type == Short.class) {
            return (short) whole == whole ? (short) whole : null;
        }
        return type == Byte.class && (byte) whole == whole ? (Object) (byte) whole : null;
    }

    private static Object exactDouble(Number number) {
        var wide = number.doubleValue();
        return isSmall(number) || exact(wide).compareTo(exact(number)) == 0 ? wide : null;
    }

    /// Whether both `long` and `double` hold all numbers of the class.
    private static boolean isSmall(Number number) {
        return number instanceof Integer || number instanceof Short || number instanceof Byte;
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case Double wide -> new BigDecimal(wide);
            case Float narrow -> new BigDecimal(narrow);
            default -> new BigDecimal(number.toString());
        };
    }
}
