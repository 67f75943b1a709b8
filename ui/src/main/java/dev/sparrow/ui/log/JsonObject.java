/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// An object of JSON, of which some members are expected. What is missing has a value that says nothing; what is not
/// expected is not looked at.
public final class JsonObject {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, Object> members;

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    static JsonObject of(Map<?, ?> map) {
        var members = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return new JsonObject(members);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public Object get(String name) {
        return members.get(name);
    }

    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    /// Empty if it is missing, or no text.
    public String text(String name) {
        return members.get(name) instanceof String value ? value : "";
    }

    public Optional<String> optional(String name) {
        return members.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /// Zero if it is missing, or no number.
    public long number(String name) {
        return members.get(name) instanceof Number value ? value.longValue() : 0;
    }

    public int integer(String name) {
        return Math.toIntExact(number(name));
    }

    public boolean truth(String name) {
        return members.get(name) instanceof Boolean value && value;
    }

    public JsonObject object(String name) {
        return members.get(name) instanceof Map<?, ?> map ? of(map) : EMPTY;
    }

    /// Of an array those elements that are objects.
    public List<JsonObject> objects(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().flatMap(one -> one instanceof Map<?, ?> map ? List.of(of(map)).stream() : null).toList()
                : List.of();
    }

    /// Of an array those elements that are texts.
    public List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /// The numbers of an array; empty if it is none, or has others.
    public List<Integer> integers(String name) {
        return members.get(name) instanceof long[] numbers
                ? LongStream.of(numbers).mapToObj(Math::toIntExact).toList()
                : List.of();
    }
}
