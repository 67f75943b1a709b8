/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;

import java.util.ArrayList;
import java.util.List;

/// Rows as a table with borders that is as wide as the terminal at most: long values are cut, and columns in the middle
/// are left out where there are too many.
final class FittedTable {
    private static final int CELL_MAX = 60;

    /// What a cell is cut to at the least.
    private static final int CELL_MIN = 8;

    private static final String CUT = "…";

    private final List<List<String>> lines = new ArrayList<>();
    private final List<Boolean> areNumbers = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    private FittedTable() {}

    /// The table as text, and how many rows it has.
    ///
    /// @param rows one more than `shown` if there are more
    static String of(Schema schema, List<Row> rows, int shown, int width) {
        var table = new FittedTable();
        table.lines.add(schema.names());
        table.lines.add(schema.fields().stream().map(field -> field.type().toString()).toList());
        rows.stream()
                .limit(shown)
                .forEach(row -> table.lines.add(row.values().stream().map(FittedTable::cell).toList()));
        schema.fields().forEach(field -> table.areNumbers.add(isNumber(field.type())));
        for (var i = 0; i < schema.fields().size(); i++) {
            var column = i;
            var widest = table.lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(1);
            table.widths.add(Math.clamp(widest, 1, CELL_MAX));
        }
        var hidden = table.fit(width);
        return table.text() + counted(rows.size(), shown, schema.fields().size(), hidden);
    }

    private static String counted(int rows, int shown, int columns, int hidden) {
        var count = Math.min(rows, shown);
        var all = count + (count == 1 ? " row" : " rows") + (rows > shown ? ", and more" : "");
        return hidden == 0 ? all : all + ", " + (columns - hidden) + " of " + columns + " columns";
    }

    private static String cell(Object value) {
        return value == null ? "NULL" : value.toString().replace("\n", "\\n");
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT, Plain.FLOAT, Plain.DOUBLE -> true;
            case ColumnType other -> other instanceof ColumnType.Decimal;
        };
    }

    private int total() {
        return 1 + widths.stream().mapToInt(width -> width + 3).sum();
    }

    /// Returns how many columns were left out.
    private int fit(int width) {
        for (var over = total() - width; over > 0; over = total() - width) {
            var widest = widest();
            if (widths.get(widest) <= CELL_MIN) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        var hidden = 0;
        while (total() > width && widths.size() > 2 + Math.min(hidden, 1)) {
            hidden += hide(widths.size() / 2, hidden == 0);
        }
        return hidden;
    }

    private int widest() {
        var widest = 0;
        for (var i = 1; i < widths.size(); i++) {
            widest = widths.get(i) > widths.get(widest) ? i : widest;
        }
        return widest;
    }

    /// Leaves a column out; the first one leaves dots in its place.
    private int hide(int column, boolean isFirst) {
        var removed = isFirst || !lines.getFirst().get(column).equals(CUT) ? column : column - 1;
        for (var i = 0; i < lines.size(); i++) {
            var line = new ArrayList<>(lines.get(i));
            if (isFirst) {
                line.set(removed, i == 1 ? "" : CUT);
            } else {
                line.remove(removed);
            }
            lines.set(i, line);
        }
        if (isFirst) {
            widths.set(removed, 1);
            areNumbers.set(removed, false);
        } else {
            widths.subList(removed, removed + 1).clear();
            areNumbers.subList(removed, removed + 1).clear();
        }
        return 1;
    }

    private String text() {
        var text = new StringBuilder();
        border(text, "┌", "┬", "┐\n");
        line(text, lines.get(0));
        line(text, lines.get(1));
        border(text, "├", "┼", "┤\n");
        lines.subList(2, lines.size()).forEach(line -> line(text, line));
        border(text, "└", "┴", "┘\n");
        return text.toString();
    }

    private void border(StringBuilder text, String left, String between, String right) {
        text.append(left);
        for (var i = 0; i < widths.size(); i++) {
            text.append(i == 0 ? "" : between).repeat("─", widths.get(i) + 2);
        }
        text.append(right);
    }

    private void line(StringBuilder text, List<String> cells) {
        for (var i = 0; i < widths.size(); i++) {
            var width = widths.get(i);
            var whole = cells.get(i);
            var cell = whole.length() > width ? whole.substring(0, width - 1) + CUT : whole;
            var blanks = " ".repeat(width - cell.length());
            text.append("│ ").append(areNumbers.get(i) ? blanks + cell : cell + blanks).append(' ');
        }
        text.append("│\n");
    }
}
