/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.error.PlainText;
import dev.sparrow.value.Tuple2;

import org.jline.utils.WCWidth;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Rows as an aligned table: the parts of records become columns, numbers stand right, long texts are cut.
public final class Table {
    private static final int CELL_WIDTH_MAX = 40;
    private static final String GAP = "  ";

    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Boolean> numeric = new TreeMap<>();

    private Table() {}

    /// The rows below their names and types.
    ///
    /// @param note the last line; empty for none
    public static String of(List<?> rows, String note) {
        return new Table().draw(rows) + (note.isEmpty() ? "" : note + "\n");
    }

    private String draw(List<?> rows) {
        var cells = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            var texts = new LinkedHashMap<String, String>();
            columns(row)
                    .forEach((name, value) -> {
                        texts.put(name, cut(PlainText.line(text(value))));
                        describe(name, value);
                    });
            cells.add(texts);
        }
        types.forEach((name, type) -> widths.put(name, Math.max(width(name), width(type))));
        cells.forEach(texts -> texts.forEach((name, text) -> widths.merge(name, width(text), Math::max)));
        var text = new StringBuilder();
        var names = new LinkedHashMap<String, String>();
        types.keySet().forEach(name -> names.put(name, name));
        line(text, names);
        line(text, types);
        var rules = new LinkedHashMap<String, String>();
        widths.forEach((name, width) -> rules.put(name, "─".repeat(width)));
        line(text, rules);
        cells.forEach(texts -> line(text, texts));
        return text.toString();
    }

    /// The parts of a row by name.
    private static Map<String, Object> columns(Object row) {
        var columns = new LinkedHashMap<String, Object>();
        if (row instanceof Record) {
            for (var component : row.getClass().getRecordComponents()) {
                columns.put(component.getName(), read(component, row));
            }
        }
        if (columns.isEmpty()) {
            columns.put("value", row);
        }
        return columns;
    }

    private static Object read(RecordComponent component, Object row) {
        try {
            var accessor = component.getAccessor();
            return accessor.trySetAccessible() ? accessor.invoke(row) : "?";
        } catch (ReflectiveOperationException e) {
            return "(" + (e.getCause() == null ? e : e.getCause()) + ")";
        }
    }

    private void describe(String name, Object value) {
        if (value == null) {
            types.putIfAbsent(name, "");
            return;
        }
        var type = value.getClass().getSimpleName();
        types.merge(name, type, (left, right) -> left.isEmpty() || left.equals(right) ? right : "Object");
        numeric.merge(name, value instanceof Number, Boolean::logicalAnd);
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                    String.format(Locale.ROOT, "%.1f", number);
            case Double number
                    when !number.isNaN()
                            && !number.isInfinite()
                            && Math.abs(number) >= 1e-3
                            && Math.abs(number) < 1e9 ->
                    String.format(Locale.ROOT, "%.4f", number);
            case String string -> string;
            case Tuple2<?, ?> pair -> "(" + text(pair._1()) + ", " + text(pair._2()) + ")";
            default -> ValueText.of(value, "");
        };
    }

    private static String cut(String text) {
        if (width(text) <= CELL_WIDTH_MAX) {
            return text;
        }
        var kept = new StringBuilder();
        var width = 0;
        for (var letters = text.codePoints().iterator(); letters.hasNext(); ) {
            var letter = letters.nextInt();
            width += Math.max(0, WCWidth.wcwidth(letter));
            if (width > CELL_WIDTH_MAX - 1) {
                break;
            }
            kept.appendCodePoint(letter);
        }
        return kept + "…";
    }

    /// In columns of a terminal: some letters take two, some none.
    private static int width(String text) {
        return text.codePoints().map(letter -> Math.max(0, WCWidth.wcwidth(letter))).sum();
    }

    private void line(StringBuilder text, Map<String, String> cells) {
        var line = new StringBuilder();
        widths.forEach((name, width) -> {
            var cell = cells.getOrDefault(name, "");
            var room = " ".repeat(width - width(cell));
            line.append(numeric.getOrDefault(name, false) ? room + cell : cell + room).append(GAP);
        });
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
