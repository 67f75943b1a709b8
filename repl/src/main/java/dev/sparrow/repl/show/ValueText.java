/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.Rdd;
import dev.sparrow.error.PlainText;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;

/// A value as a few lines of text at most, however large it is. A dataset is never computed by being shown.
public final class ValueText {
    private static final int LENGTH_MAX = 500;
    private static final int ELEMENTS_MAX = 100;
    private static final int LINES_MAX = 100;
    private static final int DEPTH_MAX = 6;

    private final StringBuilder text = new StringBuilder();

    private ValueText() {}

    /// The text of any value.
    ///
    /// @param type as declared, such as `Rdd<Long>`; says more than a dataset knows about itself
    public static String of(Object value, String type) {
        return switch (value) {
            case Rdd<?> dataset -> PlainText.lines(type + ", " + DatasetText.of(dataset));
            case Chart chart -> PlainText.lines("\n" + chart.toString().stripTrailing());
            case String text when text.stripTrailing().contains("\n") -> PlainText.lines("\n" + lines(text));
            case null, default -> new ValueText().write(value);
        };
    }

    /// As many as fit on a page or two.
    private static String lines(String text) {
        var lines = text.stripTrailing().lines().toList();
        var shown =
                lines.stream()
                        .limit(LINES_MAX)
                        .map(line -> line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + " ...")
                        .collect(Collectors.joining("\n"));
        return lines.size() <= LINES_MAX ? shown : shown + "\n... " + lines.size() + " lines in all";
    }

    private String write(Object value) {
        append(value, 0);
        var plain = SnippetNames.plain(text.toString());
        return PlainText.lines(plain.length() <= LENGTH_MAX ? plain : plain.substring(0, LENGTH_MAX) + " ...");
    }

    private void append(Object value, int depth) {
        if (text.length() > LENGTH_MAX || depth > DEPTH_MAX) {
            text.append("...");
            return;
        }
        switch (value) {
            case null -> text.append("null");
            case String string -> text.append('"').append(escaped(string)).append('"');
            case Character letter -> text.append('\'').append(PlainText.line(letter.toString())).append('\'');
            case Rdd<?> dataset -> text.append(dataset);
            case Collection<?> elements when isOfJdk(value) ->
                    appendAll("[", elements.iterator(), elements.size(), "]", depth);
            case Map<?, ?> map when isOfJdk(value) -> appendAll("{", map.entrySet().iterator(), map.size(), "}", depth);
            case Map.Entry<?, ?> entry when isOfJdk(value) -> {
                append(entry.getKey(), depth + 1);
                text.append('=');
                append(entry.getValue(), depth + 1);
            }
            default -> appendOther(value, depth);
        }
    }

    private void appendOther(Object value, int depth) {
        var type = value.getClass();
        if (type.isArray()) {
            appendArray(value, depth);
        } else if (type.isHidden() && type.getInterfaces().length > 0) {
            text.append("a ").append(type.getInterfaces()[0].getSimpleName());
        } else {
            text.append(PlainValue.of(value));
        }
    }

    private void appendArray(Object array, int depth) {
        var length = Array.getLength(array);
        var shown = new ArrayList<>();
        for (var i = 0; i < Math.min(length, ELEMENTS_MAX); i++) {
            shown.add(Array.get(array, i));
        }
        var type = array.getClass().getComponentType().getSimpleName();
        appendAll(depth == 0 ? type + "[" + length + "] {" : "{", shown.iterator(), length, "}", depth);
    }

    private void appendAll(String before, Iterator<?> elements, int size, String after, int depth) {
        text.append(before);
        for (var i = 0; i < ELEMENTS_MAX && text.length() <= LENGTH_MAX && elements.hasNext(); i++) {
            text.append(i == 0 ? "" : ", ");
            append(elements.next(), depth + 1);
        }
        if (elements.hasNext()) {
            text.append(", ... ").append(size).append(" in all");
        }
        text.append(after);
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static String escaped(String string) {
        var cut = string.length() > LENGTH_MAX ? string.substring(0, LENGTH_MAX) : string;
        return PlainText.line(cut.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
