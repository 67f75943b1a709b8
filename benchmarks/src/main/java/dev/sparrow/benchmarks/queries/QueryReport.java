/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.benchmarks.report.Table;
import dev.sparrow.benchmarks.types.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What was measured of a suite, query by query, and the targets.
///
/// @param facts of the machine and the engines
/// @param mostRatio a query over tables in memory may take so many times as long as in DuckDB
record QueryReport(String facts, List<QueryRow> rows, List<Target> targets, double mostRatio) {

    boolean isGood() {
        return problems().isEmpty() && targets.stream().allMatch(Target::isMet);
    }

    private List<String> problems() {
        return rows.stream()
                .flatMap(row -> row.problems().stream().map(problem -> row.query() + ": " + problem))
                .toList();
    }

    String text() {
        var text = new StringBuilder(facts + "\n\n" + table().text() + "\n");
        targets.forEach(target -> text.append(target.line()).append('\n'));
        problems().forEach(problem -> text.append("\nERROR ").append(problem).append('\n'));
        return text.toString();
    }

    String markdown() {
        return facts.replace("\n", "  \n")
                + "\n\n"
                + table().markdown()
                + "\n"
                + "| target | value | limit |\n| --- | ---: | ---: |\n"
                + targets.stream().map(QueryReport::markdown).collect(Collectors.joining())
                + problems().stream().map(problem -> "\n* **Error** " + problem + "\n").collect(Collectors.joining());
    }

    private static String markdown(Target target) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f%s | %s %s |%n",
                target.name(),
                target.value(),
                target.isMet() ? "" : ", missed",
                target.isLeast() ? "≥" : "≤",
                target.limit());
    }

    private Table table() {
        var titles =
                List.of(
                        "query",
                        "cached ms",
                        "DuckDB ms",
                        "ratio",
                        "target",
                        "files ms",
                        "DuckDB ms",
                        "ratio",
                        "Spark ms",
                        "Spark/cached",
                        "planning ms");
        return new Table(titles, 1, rows.stream().map(this::cells).toList());
    }

    private List<String> cells(QueryRow row) {
        var cells = new ArrayList<>(List.of(row.query()));
        add(cells, row.cached());
        cells.add(row.cached().map(times -> times.ratio() > mostRatio ? "missed" : "<= " + mostRatio).orElse("failed"));
        add(cells, row.files());
        cells.add(number(row.spark(), 1));
        cells.add(number(row.timesSpark(), 1));
        cells.add(number(row.planning(), 2));
        return cells;
    }

    private static void add(List<String> cells, Optional<QueryTimes> times) {
        cells.add(times.map(each -> number(each.sparrow(), 1)).orElse("-"));
        cells.add(times.map(each -> number(each.duckdb(), 1)).orElse("-"));
        cells.add(times.map(each -> number(each.ratio(), 2)).orElse("-"));
    }

    private static String number(OptionalDouble number, int digits) {
        return number.isPresent() ? number(number.getAsDouble(), digits) : "-";
    }

    private static String number(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }
}
