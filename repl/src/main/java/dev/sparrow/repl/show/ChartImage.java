/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Saves charts as pictures: those of pixels are drawn by XChart.
final class ChartImage {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LABELS_UPRIGHT_MAX = 8;
    private static final String SERIES = "values";

    private ChartImage() {}

    static Path save(Chart chart, Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new IllegalArgumentException(
                    "A chart is saved as .svg or .png, and the file " + file + " ends in neither.");
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (name.endsWith(".svg")) {
                out.write(ChartSvg.of(chart).getBytes(StandardCharsets.UTF_8));
            } else {
                BitmapEncoder.saveBitmap(drawn(chart), out, BitmapFormat.PNG);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The chart cannot be written to " + file.toAbsolutePath(), e);
        }
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(Chart chart) {
        return switch (chart) {
            case Chart.Histogram histogram -> drawn(histogram);
            case Chart.Bars bars -> drawn(bars.names(), bars.values());
            case Chart.Points points -> drawn(points);
            case Chart.Named named -> drawn(named);
        };
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(Chart.Named named) {
        var drawn = drawn(named.chart());
        drawn.setXAxisTitle(named.across());
        drawn.setYAxisTitle(named.up());
        return drawn;
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(Chart.Histogram histogram) {
        return drawn(
                IntStream.range(0, histogram.counts().size())
                        .mapToObj(i -> ChartText.number(histogram.edges().get(i)) + " …")
                        .toList(),
                histogram.counts());
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(
            List<String> names, List<? extends Number> values) {
        var drawn = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
        drawn.getStyler().setPlotGridVerticalLinesVisible(false);
        drawn.getStyler().setLegendVisible(false);
        drawn.getStyler().setXAxisLabelRotation(names.size() > LABELS_UPRIGHT_MAX ? 45 : 0);
        drawn.getStyler().setAvailableSpaceFill(1);
        drawn.addSeries(SERIES, names, values);
        return drawn;
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(Chart.Points points) {
        var drawn = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
        drawn.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        drawn.getStyler().setMarkerSize(4);
        drawn.getStyler().setLegendVisible(false);
        drawn.addSeries(SERIES, points.xs(), points.ys());
        return drawn;
    }
}
