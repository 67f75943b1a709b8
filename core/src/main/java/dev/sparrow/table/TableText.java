/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;

import java.util.ArrayList;
import java.util.List;

/// Rows as a table of characters: names and types of the columns, then a line for each row.
final class TableText {
    private static final int WIDTH_MAX = 40;

    private TableText() {}

    /// @param rows one more than are shown, if there are more
    static String of(Schema schema, List<Row> rows, int shown) {
        var lines = new ArrayList<List<String>>();
        lines.add(schema.names());
        lines.add(schema.fields().stream().map(field -> field.type().toString()).toList());
        for (var row : rows.subList(0, Math.min(shown, rows.size()))) {
            lines.add(row.values().stream().map(TableText::cell).toList());
        }
        var widths = new int[schema.fields().size()];
        for (var line : lines) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDTH_MAX, line.get(i).length()));
            }
        }
        var text = new StringBuilder();
        border(text, widths, "┌", "┬", "┐\n");
        line(text, widths, lines.get(0));
        line(text, widths, lines.get(1));
        border(text, widths, "├", "┼", "┤\n");
        lines.subList(2, lines.size()).forEach(line -> line(text, widths, line));
        border(text, widths, "└", "┴", "┘\n");
        var count = lines.size() - 2;
        text.append(count).append(count == 1 ? " row" : " rows").append(rows.size() > shown ? ", and more" : "");
        return text.toString();
    }

    private static String cell(Object value) {
        return value == null ? "NULL" : value.toString().replace("\n", "\\n");
    }

    private static void border(StringBuilder text, int[] widths, String left, String between, String right) {
        text.append(left);
        for (var i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "" : between).repeat("─", widths[i] + 2);
        }
        text.append(right);
    }

    private static void line(StringBuilder text, int[] widths, List<String> cells) {
        for (var i = 0; i < widths.length; i++) {
            var cell =
                    cells.get(i).length() > WIDTH_MAX ? cells.get(i).substring(0, WIDTH_MAX - 1) + "…" : cells.get(i);
            text.append("│ ").append(cell).repeat(" ", widths[i] - cell.length() + 1);
        }
        text.append("│\n");
    }
}
