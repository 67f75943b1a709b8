/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.error.PlainText;
import dev.sparrow.repl.show.Chart.Bars;
import dev.sparrow.repl.show.Chart.Histogram;
import dev.sparrow.repl.show.Chart.Points;

import java.util.Collections;
import java.util.Locale;

/// Draws charts with Unicode characters.
final class ChartText {
    private static final int BAR_WIDTH = 50;
    private static final int NAME_WIDTH_MAX = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int PLOT_WIDTH = 60;
    private static final int PLOT_HEIGHT = 15;

    private ChartText() {}

    /// Bars that lie on their side, one for each bucket.
    static String of(Histogram chart) {
        var most = (double) Math.max(1, Collections.max(chart.counts()));
        var picture = new StringBuilder();
        for (var i = 0; i < chart.counts().size(); i++) {
            var count = chart.counts().get(i);
            picture.append(
                    String.format(
                            Locale.ROOT,
                            "%10s … %-10s %s %,d%n",
                            number(chart.edges().get(i)),
                            number(chart.edges().get(i + 1)),
                            bar(count / most),
                            count));
        }
        return picture.toString();
    }

    /// As above, with a name before each bar.
    static String of(Bars chart) {
        var most = Math.max(Double.MIN_NORMAL, Collections.max(chart.values()));
        var widest = Math.min(NAME_WIDTH_MAX, chart.names().stream().mapToInt(String::length).max().orElseThrow());
        var picture = new StringBuilder();
        for (var i = 0; i < chart.names().size(); i++) {
            var name = chart.names().get(i);
            var value = chart.values().get(i);
            var cut = name.length() <= widest ? name : name.substring(0, widest - 1) + "…";
            picture.append(" ".repeat(widest - cut.length()))
                    .append(PlainText.line(cut))
                    .append(' ')
                    .append(bar(Math.max(0, value / most)))
                    .append(' ')
                    .append(number(value))
                    .append('\n');
        }
        return picture.toString();
    }

    private static String bar(double share) {
        var eighths = (int) Math.round(share * BAR_WIDTH * 8);
        var rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
    }

    /// A dot for each point, two by four of them in each character.
    static String of(Points chart) {
        var dots = new boolean[PLOT_HEIGHT * 4][PLOT_WIDTH * 2];
        var left = chart.left();
        var right = chart.right();
        var low = chart.low();
        var high = chart.high();
        for (var i = 0; i < chart.xs().size(); i++) {
            var column = place(chart.xs().get(i), left, right, PLOT_WIDTH * 2);
            var row = PLOT_HEIGHT * 4 - 1 - place(chart.ys().get(i), low, high, PLOT_HEIGHT * 4);
            dots[row][column] = true;
        }
        var picture = new StringBuilder();
        for (var row = 0; row < PLOT_HEIGHT; row++) {
            var label = row == 0 ? number(high) : row == PLOT_HEIGHT - 1 ? number(low) : "";
            picture.append(String.format(Locale.ROOT, "%10s ┤%s", label, braille(dots, row)).stripTrailing())
                    .append('\n');
        }
        var room = Math.max(1, PLOT_WIDTH - number(left).length() - number(right).length());
        return picture.append(" ".repeat(12))
                .append(number(left))
                .append(" ".repeat(room))
                .append(number(right))
                .append('\n')
                .toString();
    }

    private static int place(double value, double least, double greatest, int places) {
        return greatest == least
                ? places / 2
                : (int) Math.min(places - 1, (value - least) / (greatest - least) * places);
    }

    /// Unicode numbers the dots of a character down the left column, then down the right one; the last row came later.
    private static String braille(boolean[][] dots, int row) {
        int[][] bits = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
        var line = new StringBuilder();
        for (var column = 0; column < PLOT_WIDTH; column++) {
            var pattern = 0;
            for (var y = 0; y < 4; y++) {
                for (var x = 0; x < 2; x++) {
                    pattern |= dots[row * 4 + y][column * 2 + x] ? bits[y][x] : 0;
                }
            }
            line.append(pattern == 0 ? ' ' : (char) (0x2800 + pattern));
        }
        return line.toString();
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
