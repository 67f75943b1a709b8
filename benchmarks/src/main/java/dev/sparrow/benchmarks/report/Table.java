/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Text in columns.
///
/// @param leading how many columns stand to the left; the others, of figures, to the right
public record Table(List<String> titles, int leading, List<List<String>> rows) {
    public String text() {
        return Stream.concat(Stream.of(titles), rows.stream())
                .map(row -> line(row, this::width, "  ").stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    public String markdown() {
        var rule =
                IntStream.range(0, titles.size())
                        .mapToObj(column -> column < leading ? "---" : "---:")
                        .collect(Collectors.joining(" | ", "| ", " |\n"));
        return markdown(titles) + rule + rows.stream().map(this::markdown).collect(Collectors.joining());
    }

    private String markdown(List<String> row) {
        return "| " + line(row, _ -> 0, " | ").replace("*", "\\*") + " |\n";
    }

    private String line(List<String> row, IntUnaryOperator width, String separator) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), column, width.applyAsInt(column)))
                .collect(Collectors.joining(separator));
    }

    private String padded(String cell, int column, int width) {
        var space = " ".repeat(Math.max(0, width - cell.length()));
        return column < leading ? cell + space : space + cell;
    }

    private int width(int column) {
        return Stream.concat(Stream.of(titles), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
