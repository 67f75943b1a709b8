/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows in columns of equal width, numbers on the right.
final class Table {
    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] numeric;

    Table(String... titles) {
        this.titles = List.of(titles);
        this.numeric = new boolean[titles.length];
    }

    /// @param cells one for each title; whole numbers are grouped by thousands, others get two decimals
    Table row(Object... cells) {
        var row = new ArrayList<String>();
        for (var column = 0; column < titles.size(); column++) {
            numeric[column] |= cells[column] instanceof Number;
            row.add(text(cells[column]));
        }
        rows.add(row);
        return this;
    }

    private static String text(Object cell) {
        return switch (cell) {
            case Double number -> String.format(Locale.ROOT, "%,.2f", number);
            case Number number -> String.format(Locale.ROOT, "%,d", number);
            default -> cell.toString();
        };
    }

    @Override
    public String toString() {
        var table = new StringBuilder();
        append(table, titles);
        append(table, titles.stream().map(title -> "-".repeat(title.length())).toList(), '-');
        rows.forEach(row -> append(table, row));
        return table.toString();
    }

    private void append(StringBuilder table, List<String> cells) {
        append(table, cells, ' ');
    }

    private void append(StringBuilder table, List<String> cells, char filler) {
        var line = new StringBuilder();
        for (var column = 0; column < cells.size(); column++) {
            var cell = cells.get(column);
            var fill = String.valueOf(filler).repeat(width(column) - cell.length());
            line.append(column == 0 ? "" : "  ").append(numeric[column] ? fill + cell : cell + fill);
        }
        table.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).reduce(titles.get(column).length(), Math::max);
    }
}
