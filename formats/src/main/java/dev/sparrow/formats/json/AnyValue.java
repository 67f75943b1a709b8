/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads values without a declared type: objects as maps, arrays as lists, numbers as the narrowest of `Integer`,
/// `Long`, `BigInteger` and `Double` that holds them, or a `BigDecimal` where that were infinity or zero.
final class AnyValue extends StdDeserializer<Object> {
    AnyValue(Class<?> type) {
        super(type);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> fraction(json);
            case JsonToken _ when _valueClass == Number.class -> context.handleUnexpectedToken(_valueClass, json);
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> list(json, context);
            case START_OBJECT -> map(json, context);
            default -> context.handleUnexpectedToken(_valueClass, json);
        };
    }

    private static Object whole(JsonParser json) {
        return json.getNumberValue();
    }

    private static Object fraction(JsonParser json) {
        var value = json.getDoubleValue();
        var isExact = value != 0 && !Double.isInfinite(value);
        return isExact || json.getDecimalValue().signum() == 0 ? (Object) value : json.getDecimalValue();
    }

    private List<Object> list(JsonParser json, DeserializationContext context) {
        var list = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(deserialize(json, context));
        }
        return list;
    }

    private Map<String, Object> map(JsonParser json, DeserializationContext context) {
        var map = new LinkedHashMap<String, Object>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            map.put(name, deserialize(json, context));
        }
        return map;
    }
}
