/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.error.PlainText;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import org.jline.utils.WCWidth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Rows as an aligned table: the parts of records and the keys of maps become columns, numbers stand right, long texts
/// are cut. What is in a tuple within a tuple, as joins make them, has columns of its own.
public final class Table {
    private static final int CELL_WIDTH_MAX = 40;
    private static final int CELL_WIDTH_MIN = 8;
    private static final String GAP = "  ";
    private static final String NO_ROWS = "(no rows)\n";

    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Boolean> numeric = new TreeMap<>();

    private Table() {}

    /// The rows below their names and types, however wide that is.
    ///
    /// @param note the last line; empty for none
    public static String of(List<?> rows, String note) {
        return of(rows, note, Integer.MAX_VALUE);
    }

    /// The rows below their names and types.
    ///
    /// @param note the last line; empty for none
    /// @param widthMax wide columns are cut to fit into it, and columns that have no room are named below
    public static String of(List<?> rows, String note, int widthMax) {
        return rows.isEmpty() ? NO_ROWS : new Table().draw(rows, widthMax) + (note.isEmpty() ? "" : note + "\n");
    }

    /// No rows, below the names and types of those that there might have been.
    ///
    /// @param like one of them
    public static String ofNone(Object like, int widthMax) {
        var table = new Table();
        columns(like).forEach(table::describe);
        return table.lines(List.of(), widthMax) + NO_ROWS;
    }

    private String draw(List<?> rows, int widthMax) {
        var cells = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            var texts = new LinkedHashMap<String, String>();
            columns(row)
                    .forEach((name, value) -> {
                        texts.put(name, cut(PlainText.line(text(value)), CELL_WIDTH_MAX));
                        describe(name, value);
                    });
            cells.add(texts);
        }
        return lines(cells, widthMax);
    }

    private String lines(List<? extends Map<String, String>> cells, int widthMax) {
        types.forEach((name, type) -> widths.put(name, Math.max(width(name), width(type))));
        cells.forEach(texts -> texts.forEach((name, text) -> widths.merge(name, width(text), Math::max)));
        var left = fit(widthMax);
        var text = new StringBuilder();
        var names = new LinkedHashMap<String, String>();
        types.keySet().forEach(name -> names.put(name, name));
        line(text, names);
        line(text, types);
        var rules = new LinkedHashMap<String, String>();
        widths.forEach((name, width) -> rules.put(name, "─".repeat(width)));
        line(text, rules);
        cells.forEach(texts -> line(text, texts));
        return left.isEmpty() ? text.toString() : text + "... and the columns " + String.join(", ", left) + "\n";
    }

    /// Narrows the widest columns, and takes the last ones away if that is not enough.
    ///
    /// @return the names of those that were taken away
    private List<String> fit(int widthMax) {
        while (widthOfAll() > widthMax && widest().getValue() > CELL_WIDTH_MIN) {
            widest().setValue(widest().getValue() - 1);
        }
        var left = new ArrayList<String>();
        var names = List.copyOf(widths.keySet());
        for (var i = names.size() - 1; i > 0 && widthOfAll() > widthMax; i--) {
            widths.remove(names.get(i));
            left.addFirst(names.get(i));
        }
        return left;
    }

    private int widthOfAll() {
        return widths.values().stream().mapToInt(width -> width + GAP.length()).sum() - GAP.length();
    }

    private Map.Entry<String, Integer> widest() {
        return Collections.max(widths.entrySet(), Map.Entry.comparingByValue());
    }

    /// The parts of a row by name.
    private static Map<String, Object> columns(Object row) {
        var columns = new LinkedHashMap<String, Object>();
        switch (row) {
            case Record parts -> add(columns, "", parts);
            case Map<?, ?> map -> map.forEach((key, value) -> columns.put(String.valueOf(key), value));
            case null, default -> {}
        }
        if (columns.isEmpty()) {
            columns.put("value", row);
        }
        return columns;
    }

    private static void add(Map<String, Object> columns, String before, Record row) {
        for (var component : row.getClass().getRecordComponents()) {
            var name = before + component.getName();
            var value = PlainValue.part(component, row);
            if (isTuple(row) && value instanceof Record part && part.getClass().getRecordComponents().length > 0) {
                add(columns, name + ".", part);
            } else {
                columns.put(name, value);
            }
        }
    }

    private static boolean isTuple(Record row) {
        return row instanceof Tuple2<?, ?> || row instanceof Tuple3<?, ?, ?> || row instanceof Tuple4<?, ?, ?, ?>;
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
            default -> ValueText.of(value, "");
        };
    }

    private static String cut(String text, int widthMax) {
        if (width(text) <= widthMax) {
            return text;
        }
        var kept = new StringBuilder();
        var width = 0;
        for (var letters = text.codePoints().iterator(); letters.hasNext(); ) {
            var letter = letters.nextInt();
            width += Math.max(0, WCWidth.wcwidth(letter));
            if (width > widthMax - 1) {
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
            var cell = cut(cells.getOrDefault(name, ""), width);
            var room = " ".repeat(width - width(cell));
            line.append(numeric.getOrDefault(name, false) ? room + cell : cell + room).append(GAP);
        });
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
