/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.benchmarks.report.BarChart;
import dev.sparrow.benchmarks.workload.Sizes;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// The times of a suite as a picture: bars for each query.
final class QueryChart {
    private QueryChart() {}

    static void write(String title, List<QueryRow> rows, Path file) throws IOException {
        BarChart.save(chart(title, rows), file);
    }

    private static CategoryChart chart(String title, List<QueryRow> rows) {
        var chart =
                new CategoryChartBuilder()
                        .width(1_200)
                        .height(500)
                        .title(title + ", median time, " + Sizes.THREADS + " threads")
                        .yAxisTitle("milliseconds, logarithmic")
                        .build();
        var styler = chart.getStyler();
        styler.setYAxisLogarithmic(true);
        styler.setYAxisMin(0.1);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAvailableSpaceFill(0.8);
        add(chart, rows, "Sparrow, cached", 0xC0392B, row -> row.cached().map(QueryTimes::sparrow).orElse(null));
        add(chart, rows, "DuckDB, cached", 0xF4D03F, row -> row.cached().map(QueryTimes::duckdb).orElse(null));
        add(chart, rows, "Sparrow, files", 0xE59866, row -> row.files().map(QueryTimes::sparrow).orElse(null));
        add(chart, rows, "DuckDB, files", 0xF9E79F, row -> row.files().map(QueryTimes::duckdb).orElse(null));
        add(chart, rows, "Spark, cached", 0x566573, row -> row.spark().isPresent() ? row.spark().getAsDouble() : null);
        return chart;
    }

    private static void add(
            CategoryChart chart, List<QueryRow> rows, String name, int color, Function<QueryRow, Double> millis) {
        var values = rows.stream().map(millis).toList();
        if (values.stream().anyMatch(value -> value != null)) {
            chart.addSeries(name, rows.stream().map(QueryRow::query).toList(), values).setFillColor(new Color(color));
        }
    }
}
