/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.LineCost;
import dev.sparrow.ui.state.Moment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The program's source with the cost of each line in its margin.
final class SourcePage {
    private static final int FILES_MAX = 5;
    private static final int AROUND = 6;

    private SourcePage() {}

    static String of(Moment moment, SourceFinder sources) {
        var html = new Markup();
        html.element("h1", "Source");
        var costs = moment.costs();
        if (costs.isEmpty()) {
            return html.element("p", "No job has begun yet.").toString();
        }
        var measured = costs.values().stream().anyMatch(LineCost::measured);
        html.element(
                "p",
                measured
                        ? "Work of tasks by line, measured step by step in samples. Steps that move data have the rest of their"
                                + " stages."
                        : "Work of tasks by the line in which their stage ends.");
        var work = Math.max(1, costs.values().stream().mapToLong(LineCost::micros).sum());
        var byFile = new TreeMap<String, Map<Integer, LineCost>>();
        costs.forEach((line, cost) -> {
            var colon = line.lastIndexOf(':');
            if (colon > 0 && line.substring(colon + 1).matches("\\d{1,7}")) {
                byFile.computeIfAbsent(line.substring(0, colon), _ -> new TreeMap<>())
                        .put(Integer.valueOf(line.substring(colon + 1)), cost);
            }
        });
        table(html, costs, work);
        byFile.entrySet().stream()
                .sorted(Comparator.comparingLong(SourcePage::cost).reversed())
                .limit(FILES_MAX)
                .forEach(file -> sources.lines(file.getKey()).ifPresent(lines -> file(html, file, lines, work)));
        return html.toString();
    }

    private static long cost(Map.Entry<String, Map<Integer, LineCost>> file) {
        return file.getValue().values().stream().mapToLong(LineCost::micros).sum();
    }

    private static void table(Markup html, Map<String, LineCost> costs, long work) {
        var table = new TableOf("Lines by cost", List.of("Line", "Calls", "#Work", "Share"));
        costs.entrySet().stream()
                .filter(one -> one.getValue().micros() > 0)
                .sorted(
                        Comparator.comparingLong((Map.Entry<String, LineCost> one) -> one.getValue().micros())
                                .reversed())
                .limit(30)
                .forEach(one -> {
                    var share = (double) one.getValue().micros() / work;
                    table.row("").cell(one.getKey()).cell(one.getValue().steps());
                    table.number(Amounts.micros(one.getValue().micros()));
                    table.raw(Bars.heat(share, Amounts.percent(share)) + " " + Amounts.percent(share)).end();
                });
        html.raw(table.done());
    }

    /// The lines that cost something, and some around them.
    private static void file(
            Markup html, Map.Entry<String, Map<Integer, LineCost>> file, List<String> lines, long work) {
        html.element("h2", file.getKey());
        html.open("div", "class", "scroll source", "tabindex", "0", "role", "region", "aria-label", file.getKey());
        html.open("table").element("caption", file.getKey() + " with the cost of lines").open("tbody");
        var costs = file.getValue();
        var shown = true;
        for (var number = 1; number <= lines.size(); number++) {
            var near = isNear(costs, number);
            if (near) {
                line(html, number, lines.get(number - 1), costs.get(number), work);
            } else if (shown) {
                html.open("tr", "class", "gap").element("td", "⋮", "colspan", 3).close("tr");
            }
            shown = near;
        }
        html.close("tbody").close("table").close("div");
    }

    private static boolean isNear(Map<Integer, LineCost> costs, int number) {
        return costs.keySet().stream().anyMatch(line -> Math.abs(line - number) <= AROUND);
    }

    private static void line(Markup html, int number, String text, LineCost cost, long work) {
        html.open("tr").open("td", "class", "number");
        if (cost != null && cost.micros() > 0) {
            var share = (double) cost.micros() / work;
            html.raw(Bars.heat(share, Amounts.percent(share))).text(" " + Amounts.micros(cost.micros()));
        }
        html.close("td").element("td", number, "class", "number quiet").open("td").element("code", text).close("td");
        html.close("tr");
    }
}
