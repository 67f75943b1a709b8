/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/// Reads arrays of primitives by the rules of their elements; bytes also as text in Base64, as they are written.
final class ExactArray extends StdDeserializer<Object> {
    private final Class<?> element;
    private final ExactValue elements;

    ExactArray(Class<?> element, ExactValue elements) {
        super(element.arrayType());
        this.element = element;
        this.elements = elements;
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        if (element == byte.class && json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getBinaryValue(context.getBase64Variant());
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return context.handleUnexpectedToken(_valueClass, json);
        }
        var values = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(json, context, values.size()));
        }
        return array(values);
    }

    private Object value(JsonParser json, DeserializationContext context, int index) {
        try {
            return json.currentToken() == JsonToken.VALUE_NULL
                    ? elements.getNullValue(context)
                    : elements.deserialize(json, context);
        } catch (DatabindException e) {
            throw e.prependPath(_valueClass, index);
        }
    }

    private Object array(List<Object> values) {
        var array = Array.newInstance(element, values.size());
        for (var i = 0; i < values.size(); i++) {
            switch (array) {
                case int[] ints -> ints[i] = (int) values.get(i);
                case long[] longs -> longs[i] = (long) values.get(i);
                case double[] doubles -> doubles[i] = (double) values.get(i);
                default -> Array.set(array, i, values.get(i));
            }
        }
        return array;
    }
}
