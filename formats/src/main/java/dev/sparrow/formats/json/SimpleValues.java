/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.column.JavaForm;
import dev.sparrow.formats.record.TextForm;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import java.lang.invoke.MethodType;
import java.time.DateTimeException;
import java.util.List;

/// The simple types for Jackson, as values and as keys of maps: what is no number, `boolean` or text is written as text
/// that says all of it.
final class SimpleValues {
    private static final List<Class<?>> PRIMITIVES =
            List.of(
                    boolean.class,
                    byte.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class,
                    char.class);

    private SimpleValues() {}

    static JacksonModule module() {
        var module = new SimpleModule("simple values");
        for (var primitive : PRIMITIVES) {
            var elements = new ExactValue(primitive, MethodType.methodType(primitive).wrap().returnType());
            addReader(module, primitive, elements);
            // Of those, text.
            if (primitive != char.class) {
                addReader(module, primitive.arrayType(), new ExactArray(primitive, elements));
            }
        }
        for (var type : TextForm.readClasses()) {
            if (type != String.class) {
                addReader(module, type, new ExactValue(type, type));
                module.addKeyDeserializer(type, new ExactKey(type));
                if (JsonForm.of(JavaForm.typeOf(type)) == JsonForm.TEXT) {
                    module.addSerializer(type, new AsText(false));
                    module.addKeySerializer(type, new AsText(true));
                }
            }
        }
        addReader(module, Object.class, new AnyValue(Object.class));
        addReader(module, Number.class, new AnyValue(Number.class));
        return module;
    }

    @SuppressWarnings("unchecked") // it reads what it is added for
    private static <T> void addReader(SimpleModule module, Class<T> type, ValueDeserializer<?> reader) {
        module.addDeserializer(type, (ValueDeserializer<T>) reader);
    }

    private static final class AsText extends StdSerializer<Object> {
        private final boolean isKey;

        private AsText(boolean isKey) {
            super(Object.class);
            this.isKey = isKey;
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            if (isKey) {
                json.writeName(TextForm.text(value));
            } else {
                json.writeString(TextForm.text(value));
            }
        }
    }

    private static final class ExactKey extends KeyDeserializer {
        private final Class<?> type;
        private final TextForm.Parser parser;

        private ExactKey(Class<?> type) {
            this.type = type;
            this.parser = TextForm.ofClass(type).orElseThrow();
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            try {
                return parser.parse(key);
            } catch (IllegalArgumentException | DateTimeException e) {
                return context.handleWeirdKey(type, key, "does not say such a key");
            }
        }
    }
}
