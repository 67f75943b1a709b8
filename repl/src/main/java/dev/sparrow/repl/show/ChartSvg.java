/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import static dev.sparrow.repl.show.ChartText.number;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Draws charts as SVG: small, in the colours of a light or a dark page.
final class ChartSvg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 56;
    private static final int TICKS = 6;
    private static final int LETTER = 7;

    /// Points nearer than this lie on each other.
    private static final int GRID = 2;

    private static final int DOTS_MAX = 7_000;

    /// More bars would be thinner than two pixels: they become lines, one for each pixel.
    private static final int BARS_MAX = (WIDTH - RIGHT - LEFT) / 2;

    private static final int TITLE_MAX = 80;

    private static final String STYLE =
            """
            <style>
            .chart text { font: 12px system-ui, sans-serif; fill: #4b5563 }
            .chart .grid { stroke: #9ca3af; stroke-opacity: .35 }
            .chart .axis { stroke: #6b7280 }
            .chart .mark { fill: #1d6fa5; fill-opacity: .85 }
            .chart .lines { stroke: #1d6fa5; fill: none }
            .chart .dots { stroke: #1d6fa5; stroke-width: 5; stroke-linecap: round; stroke-opacity: .7; fill: none }
            @media (prefers-color-scheme: dark) {
              .chart text { fill: #c3cad3 } .chart .mark { fill: #6cb4e4 } .chart .dots, .chart .lines { stroke: #6cb4e4 }
            }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    /// The upper and the lower end of each, by its place.
    private final Map<Integer, double[]> lines = new TreeMap<>();

    private Scale x = new Scale(0, 1, LEFT, WIDTH - RIGHT);
    private Scale y = new Scale(0, 1, HEIGHT - BOTTOM, TOP);

    private ChartSvg() {}

    /// From values to places.
    private record Scale(double least, double greatest, double from, double to) {
        double place(double value) {
            return greatest == least ? (from + to) / 2 : from + (value - least) / (greatest - least) * (to - from);
        }

        /// Round numbers between the ends.
        List<Double> ticks() {
            if (!(greatest > least)) {
                return List.of(least);
            }
            var rough = (greatest - least) / TICKS;
            var power = Math.pow(10, Math.floor(Math.log10(rough)));
            var step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
            var first = Math.ceil(least / step - 1e-9);
            return IntStream.range(0, 2 * TICKS + 2)
                    .mapToObj(i -> (first + i) * step)
                    .filter(tick -> tick <= greatest + step * 1e-9)
                    .toList();
        }
    }

    static String of(Chart chart) {
        return switch (chart) {
            case Chart.Histogram histogram -> new ChartSvg().draw(histogram, "value", "count");
            case Chart.Bars bars -> new ChartSvg().draw(bars, "", "value");
            case Chart.Points points -> new ChartSvg().draw(points, "x", "y");
            case Chart.Named(Chart.Histogram histogram, var across, var up) ->
                    new ChartSvg().draw(histogram, across, up);
            case Chart.Named(Chart.Bars bars, var across, var up) -> new ChartSvg().draw(bars, across, up);
            case Chart.Named(Chart.Points points, var across, var up) -> new ChartSvg().draw(points, across, up);
            case Chart.Named(Chart.Named inner, var across, var up) -> of(new Chart.Named(inner.chart(), across, up));
        };
    }

    private String draw(Chart.Histogram chart, String across, String up) {
        x = new Scale(chart.edges().getFirst(), chart.edges().getLast(), LEFT, WIDTH - RIGHT);
        y = new Scale(0, Math.max(1, Collections.max(chart.counts())), HEIGHT - BOTTOM, TOP);
        begin(up);
        for (var i = 0; i < chart.counts().size(); i++) {
            var from = chart.edges().size() == 2 && x.least() == x.greatest() ? LEFT : x.place(chart.edges().get(i));
            var to = x.least() == x.greatest() ? WIDTH - RIGHT : x.place(chart.edges().get(i + 1));
            var what = number(chart.edges().get(i)) + " … " + number(chart.edges().get(i + 1));
            bar(from + 1, to - 1, chart.counts().get(i), what, chart.counts().size());
        }
        lines();
        x.ticks().forEach(tick -> label(x.place(tick), number(tick)));
        return end("A histogram of " + across, across);
    }

    private String draw(Chart.Bars chart, String across, String up) {
        y =
                new Scale(
                        Math.min(0, Collections.min(chart.values())),
                        Math.max(0, Collections.max(chart.values())),
                        HEIGHT - BOTTOM,
                        TOP);
        begin(up);
        var width = (double) (WIDTH - RIGHT - LEFT) / chart.names().size();
        for (var i = 0; i < chart.names().size(); i++) {
            var from = LEFT + i * width;
            var name = chart.names().get(i);
            bar(from + width * .1, from + width * .9, chart.values().get(i), name, chart.names().size());
        }
        lines();
        // As many names as there is room for.
        var widest = chart.names().stream().mapToInt(String::length).max().orElseThrow();
        var every = (int) Math.ceil(Math.min(widest + 2, 14) * LETTER / width);
        for (var i = 0; i < chart.names().size(); i += every) {
            var name = chart.names().get(i);
            label(LEFT + (i + .5) * width, name.length() > 12 ? name.substring(0, 11) + "…" : name);
        }
        return end("Bars for " + chart.names().size() + " names", across);
    }

    private String draw(Chart.Points chart, String across, String up) {
        x = new Scale(chart.left(), chart.right(), LEFT + 8, WIDTH - RIGHT - 4);
        y = new Scale(chart.low(), chart.high(), HEIGHT - BOTTOM - 8, TOP + 4);
        begin(up);
        // One path for all of them: a line without length and with round ends is a dot.
        svg.append("<path class=\"dots\" d=\"").append(String.join("", dots(chart))).append("\"/>\n");
        x.ticks().forEach(tick -> label(x.place(tick), number(tick)));
        return end(chart.xs().size() + " points", across);
    }

    /// A command of the path for each place that has points. The more places there are, the wider is their grid.
    private Set<String> dots(Chart.Points chart) {
        var dots = new LinkedHashSet<String>();
        for (var grid = GRID; dots.isEmpty() || dots.size() > DOTS_MAX; grid++) {
            dots.clear();
            for (var i = 0; i < chart.xs().size(); i++) {
                var left = Math.round(x.place(chart.xs().get(i)) / grid) * grid;
                var top = Math.round(y.place(chart.ys().get(i)) / grid) * grid;
                dots.add("M" + left + " " + top + "h0");
            }
        }
        return dots;
    }

    private void begin(String up) {
        for (var tick : y.ticks()) {
            var top = coordinate(y.place(tick));
            svg.append(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>\n"
                            .formatted(LEFT, WIDTH - RIGHT, top, top));
            text(LEFT - 8, y.place(tick) + 4, "end", number(tick));
        }
        svg.append(
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>\n"
                        .formatted(LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM, HEIGHT - BOTTOM));
        svg.append(
                "<text text-anchor=\"middle\" transform=\"translate(14 %d) rotate(-90)\">%s</text>\n"
                        .formatted((TOP + HEIGHT - BOTTOM) / 2, escaped(up)));
    }

    /// @param count of how many
    private void bar(double from, double to, Number value, String what, int count) {
        var base = y.place(Math.clamp(0, y.least(), y.greatest()));
        var end = y.place(value.doubleValue());
        if (count > BARS_MAX) {
            var line = lines.computeIfAbsent((int) Math.round((from + to) / 2), _ -> new double[] {base, base});
            line[0] = Math.min(line[0], end);
            line[1] = Math.max(line[1], end);
            return;
        }
        svg.append(
                "<rect class=\"mark\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s: %s</title></rect>\n"
                        .formatted(
                                coordinate(from),
                                coordinate(Math.min(base, end)),
                                coordinate(Math.max(.5, to - from)),
                                coordinate(Math.abs(base - end)),
                                escaped(what.length() > TITLE_MAX ? what.substring(0, TITLE_MAX - 1) + "…" : what),
                                number(value.doubleValue())));
    }

    /// One path for all bars that are too thin.
    private void lines() {
        if (!lines.isEmpty()) {
            svg.append("<path class=\"lines\" d=\"");
            lines.forEach((left, ends) ->
                    svg.append('M')
                            .append(left)
                            .append(' ')
                            .append(Math.round(ends[0]))
                            .append('V')
                            .append(Math.round(ends[1])));
            svg.append("\"/>\n");
        }
    }

    private void label(double across, String text) {
        text(across, HEIGHT - BOTTOM + 18, "middle", text);
    }

    private void text(double left, double top, String anchor, String text) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                        .formatted(coordinate(left), coordinate(top), anchor, escaped(text)));
    }

    private String end(String title, String across) {
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", across);
        return "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
                + WIDTH
                + " "
                + HEIGHT
                + "\" role=\"img\" aria-label=\""
                + escaped(title)
                + "\">\n"
                + STYLE
                + svg
                + "</svg>\n";
    }

    private static String coordinate(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
