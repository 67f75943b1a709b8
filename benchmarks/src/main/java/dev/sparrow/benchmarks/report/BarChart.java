/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.Measurement;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.Sizes;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.Styler;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A report as a picture: a bar for each engine and row. The scale is logarithmic, or the slowest would hide all
/// others.
public final class BarChart {
    private static final Pattern COORDINATE = Pattern.compile("(\\d\\.\\d)\\d+");

    private BarChart() {}

    public static void write(BenchReport report, Path file) throws IOException {
        save(chart(report), file);
    }

    /// Writes a chart as SVG.
    public static void save(CategoryChart chart, Path file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        Files.writeString(file, rounded(Files.readString(file)));
    }

    /// A tenth of a pixel is enough: letters are drawn as shapes, and with all digits they take most of a megabyte.
    static String rounded(String svg) {
        return COORDINATE.matcher(svg).replaceAll("$1");
    }

    static CategoryChart chart(BenchReport report) {
        var chart =
                new CategoryChartBuilder()
                        .width(1_200)
                        .height(600)
                        .title("Median time by engine, " + Sizes.THREADS + " threads, scale " + report.sizes().scale())
                        .yAxisTitle("milliseconds, logarithmic")
                        .build();
        var styler = chart.getStyler();
        styler.setYAxisLogarithmic(true);
        styler.setYAxisMin(0.01);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAvailableSpaceFill(0.8);
        var rows = report.rows().stream().map(row -> row.workload().id()).toList();
        for (var rival : report.rivals()) {
            var medians =
                    report.rows().stream()
                            .map(row -> row.measurement(rival).map(Measurement::median).orElse(null))
                            .toList();
            if (medians.stream().anyMatch(median -> median != null)) {
                chart.addSeries(rival.id(), rows, medians).setFillColor(color(rival));
            }
        }
        return chart;
    }

    private static Color color(Rival rival) {
        return switch (rival) {
            case SPARROW -> new Color(0xC0392B);
            case ON_SPARK -> new Color(0xAF601A);
            case SPARK -> new Color(0xE59866);
            case DATAFRAMES -> new Color(0xF5CBA7);
            case DUCKDB -> new Color(0xF4D03F);
            case STREAMS -> new Color(0x7FB3D5);
            case HAND -> new Color(0x566573);
        };
    }
}
