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

/// Makes values of a typed column those of a component: wider types take narrower ones, and nothing is lost on the way.
final class TypedValues {
    private final RecordShape.Component component;
    private final Class<?> type;

    /// Made when the first text is met; components that no text says are an error then.
    private TextForm.Parser parser;

    TypedValues(RecordShape.Component component) {
        this.component = component;
        this.type = component.box();
    }

    /// The value as the component holds it.
    ///
    /// @param value may be null
    Object convert(Object value) throws Unfit {
        if (type.isInstance(value)) {
            return value;
        }
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
        var converted = converted(value);
        if (converted != null) {
            return converted;
        }
        throw new Unfit(
                component.name(),
                values -> values.showTyped(value) + " is not " + Unfit.withArticle(component.type()) + ".");
    }

    /// The value as the component holds it; null if it cannot.
    private Object converted(Object value) {
        try {
            return switch (value) {
                case Number number -> ofNumber(number, type);
                case String text when type != Boolean.class && !Number.class.isAssignableFrom(type) -> parsed(text);
                case LocalDateTime time when type == Instant.class -> time.toInstant(ZoneOffset.UTC);
                case Instant time when type == LocalDateTime.class -> LocalDateTime.ofInstant(time, ZoneOffset.UTC);
                default -> null;
            };
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    private Object parsed(String text) {
        if (parser == null) {
            parser = TextForm.of(component);
        }
        return parser.parse(text);
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
