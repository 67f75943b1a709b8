/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A value as its `toString` writes it, but with the elements of arrays wherever they are in it.
final class PlainValue {
    private static final int DEPTH_MAX = 6;
    private static final int ELEMENTS_MAX = 100;

    private PlainValue() {}

    static String of(Object value) {
        return holdsArray(value, 0) ? write(value, 0) : String.valueOf(value);
    }

    private static boolean holdsArray(Object value, int depth) {
        if (value == null || depth > DEPTH_MAX) {
            return false;
        }
        return switch (value) {
            case Record row ->
                    Arrays.stream(row.getClass().getRecordComponents())
                            .anyMatch(component -> holdsArray(part(component, row), depth + 1));
            case Optional<?> optional -> holdsArray(optional.orElse(null), depth + 1);
            case Map.Entry<?, ?> entry ->
                    holdsArray(entry.getKey(), depth + 1) || holdsArray(entry.getValue(), depth + 1);
            case Collection<?> elements when isOfJdk(value) ->
                    elements.stream().limit(ELEMENTS_MAX).anyMatch(element -> holdsArray(element, depth + 1));
            case Map<?, ?> map when isOfJdk(value) ->
                    map.entrySet().stream().limit(ELEMENTS_MAX).anyMatch(entry -> holdsArray(entry, depth + 1));
            default -> value.getClass().isArray();
        };
    }

    private static String write(Object value, int depth) {
        if (value == null || depth > DEPTH_MAX) {
            return value == null ? "null" : "...";
        }
        return switch (value) {
            case Tuple2<?, ?> _, Tuple3<?, ?, ?> _, Tuple4<?, ?, ?, ?> _ -> parts((Record) value, "(", ",", ")", depth);
            case Record row when row.toString().equals(usual(row)) ->
                    parts(row, row.getClass().getSimpleName() + "[", ", ", "]", depth);
            case Optional<?> optional when optional.isPresent() -> "Optional[" + write(optional.get(), depth + 1) + "]";
            case Map.Entry<?, ?> entry when isOfJdk(value) ->
                    write(entry.getKey(), depth + 1) + "=" + write(entry.getValue(), depth + 1);
            case Collection<?> elements when isOfJdk(value) -> elements(elements, elements.size(), "[", "]", depth);
            case Map<?, ?> map when isOfJdk(value) -> elements(map.entrySet(), map.size(), "{", "}", depth);
            default -> value.getClass().isArray() ? array(value, depth) : value.toString();
        };
    }

    /// What a record's `toString` returns that its author did not write.
    private static String usual(Record row) {
        return Arrays.stream(row.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + part(component, row))
                .collect(Collectors.joining(", ", row.getClass().getSimpleName() + "[", "]"));
    }

    private static String parts(Record row, String before, String between, String after, int depth) {
        var isTuple = before.equals("(");
        return Arrays.stream(row.getClass().getRecordComponents())
                .map(component -> (isTuple ? "" : component.getName() + "=") + write(part(component, row), depth + 1))
                .collect(Collectors.joining(between, before, after));
    }

    private static String array(Object array, int depth) {
        var length = Array.getLength(array);
        var shown = IntStream.range(0, Math.min(length, ELEMENTS_MAX)).mapToObj(i -> Array.get(array, i)).toList();
        return elements(shown, length, "{", "}", depth);
    }

    private static String elements(Collection<?> elements, int size, String before, String after, int depth) {
        var shown =
                elements.stream()
                        .limit(ELEMENTS_MAX)
                        .map(element -> write(element, depth + 1))
                        .collect(Collectors.joining(", "));
        return before + shown + (size > ELEMENTS_MAX ? ", ... " + size + " in all" : "") + after;
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    /// The part of a row, or what keeps it from being read.
    static Object part(RecordComponent component, Record row) {
        try {
            var accessor = component.getAccessor();
            return accessor.trySetAccessible() ? accessor.invoke(row) : "?";
        } catch (ReflectiveOperationException e) {
            return "(" + (e.getCause() == null ? e : e.getCause()) + ")";
        }
    }
}
