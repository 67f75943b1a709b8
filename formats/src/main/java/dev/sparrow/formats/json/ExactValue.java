/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.formats.record.TextForm;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.util.AccessPattern;

import java.time.DateTimeException;

/// Reads values of a simple type, where JSON says them exactly: numbers as numbers, the rest as text, of which is taken
/// what CSV takes.
final class ExactValue extends StdScalarDeserializer<Object> {
    private final Class<?> box;
    private final TextForm.Parser parser;

    /// @param type a primitive or another type of [TextForm]
    /// @param box of a primitive; else the type
    ExactValue(Class<?> type, Class<?> box) {
        super(type);
        this.box = box;
        this.parser = TextForm.ofClass(box).orElseThrow();
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> fraction(json);
            case VALUE_STRING -> parsed(json);
            case VALUE_TRUE, VALUE_FALSE -> {
                if (box != Boolean.class) {
                    throw unfit(json);
                }
                yield json.getBooleanValue();
            }
            default -> context.handleUnexpectedToken(_valueClass, json);
        };
    }

    /// A whole number, for nearly all of them without making text of it.
    private Object whole(JsonParser json) {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return number(json);
        }
        var value = json.getLongValue();
        if (box == Long.class) {
            return value;
        }
        if (box == Integer.class && (int) value == value) {
            return (int) value;
        }
        // Zero may have a sign.
        return box == Double.class && value != 0 ? (Object) (double) value : number(json);
    }

    private Object fraction(JsonParser json) {
        if (box == Double.class) {
            var value = json.getDoubleValue();
            if (value != 0 && !Double.isInfinite(value)) {
                return value;
            }
        }
        return number(json);
    }

    private Object number(JsonParser json) {
        if (!Number.class.isAssignableFrom(box)) {
            throw unfit(json);
        }
        return parsed(json);
    }

    private Object parsed(JsonParser json) {
        try {
            return parser.parse(json.getString());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unfit(json);
        }
    }

    private InvalidFormatException unfit(JsonParser json) {
        return InvalidFormatException.from(json, "does not say such a value", json.getString(), _valueClass);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return _valueClass.isPrimitive() ? context.reportInputMismatch(this, "null for a primitive") : null;
    }

    @Override
    public AccessPattern getNullAccessPattern() {
        return _valueClass.isPrimitive() ? AccessPattern.DYNAMIC : AccessPattern.CONSTANT;
    }
}
