/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Maps, lists, texts and numbers as JSON.
final class Json {
    private Json() {}

    static String text(Object value) {
        return text(value, "\n");
    }

    /// @param margin what a new line begins with
    private static String text(Object value, String margin) {
        var inner = margin + "  ";
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry ->
                                    inner + quoted(entry.getKey().toString()) + ": " + text(entry.getValue(), inner))
                            .collect(Collectors.joining(",", "{", margin + "}"));
            case List<?> list when list.stream().allMatch(Number.class::isInstance) ->
                    list.stream().map(element -> text(element, inner)).collect(Collectors.joining(", ", "[", "]"));
            case List<?> list ->
                    list.stream()
                            .map(element -> inner + text(element, inner))
                            .collect(Collectors.joining(",", "[", margin + "]"));
            case Double number when !Double.isFinite(number) -> "null";
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    switch (c) {
                        case '"', '\\' -> quoted.append('\\').append((char) c);
                        case '\n' -> quoted.append("\\n");
                        default -> {
                            if (c < ' ') {
                                quoted.append("\\u%04x".formatted(c));
                            } else {
                                quoted.append((char) c);
                            }
                        }
                    }
                });
        return quoted.append('"').toString();
    }
}
