/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Draws charts as pictures, by XChart.
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
                out.write(svg(chart).getBytes(StandardCharsets.UTF_8));
            } else {
                BitmapEncoder.saveBitmap(drawn(chart), out, BitmapFormat.PNG);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The chart cannot be written to " + file.toAbsolutePath(), e);
        }
    }

    static String svg(Chart chart) {
        var out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(drawn(chart), (OutputStream) out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not throw
        }
        var document = out.toString(StandardCharsets.UTF_8);
        return document.substring(document.indexOf("<svg"));
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(Chart chart) {
        return switch (chart) {
            case Chart.Histogram histogram -> drawn(histogram);
            case Chart.Points points -> drawn(points);
        };
    }

    private static org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn(Chart.Histogram histogram) {
        var drawn = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
        List<String> buckets =
                IntStream.range(0, histogram.counts().size())
                        .mapToObj(i -> ChartText.number(histogram.edges().get(i)) + " …")
                        .toList();
        drawn.getStyler().setPlotGridVerticalLinesVisible(false);
        drawn.getStyler().setLegendVisible(false);
        drawn.getStyler().setXAxisLabelRotation(buckets.size() > LABELS_UPRIGHT_MAX ? 45 : 0);
        drawn.getStyler().setAvailableSpaceFill(1);
        drawn.addSeries(SERIES, buckets, histogram.counts());
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
