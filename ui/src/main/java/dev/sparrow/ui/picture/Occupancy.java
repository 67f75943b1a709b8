/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.StageView;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many attempts of a stage ran on an executor in each pixel of time, on average: what lanes become where attempts
/// are too many to stand side by side. Takes a time that grows with the number of attempts alone.
final class Occupancy {
    private final Map<String, List<Layer>> executors = new TreeMap<>();
    private final long from;
    private final double pixel;
    private final int width;

    /// A stage on an executor.
    ///
    /// @param busy by pixel
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Layer(StageView stage, double[] busy) {}

    Occupancy(long from, long to, int width) {
        this.from = from;
        this.width = width;
        this.pixel = (double) (to - from) / width;
    }

    void add(StageView stage) {
        var tasks = stage.tasks();
        var layers = new TreeMap<String, Layer>();
        for (var row = 0; row < tasks.rows(); row++) {
            if (tasks.start(row) <= stage.at()) {
                var executor = tasks.executor(row).toString();
                var layer = layers.computeIfAbsent(executor, _ -> new Layer(stage, new double[width]));
                add(layer.busy(), tasks.start(row), Math.min(stage.at(), tasks.end(row)));
            }
        }
        layers.forEach((executor, layer) -> executors.computeIfAbsent(executor, _ -> new ArrayList<>()).add(layer));
    }

    private void add(double[] busy, long start, long end) {
        var left = Math.max(0, (start - from) / pixel);
        var right = Math.min(width, (end - from) / pixel);
        for (var x = (int) left; x < right; x++) {
            busy[x] += Math.min(right, x + 1) - Math.max(left, x);
        }
    }

    /// By executor, in the order in which stages were added.
    Map<String, List<Layer>> executors() {
        return executors;
    }

    /// As many lanes as an executor needs.
    static int lanes(List<Layer> layers, int width) {
        var sum = new double[width];
        for (var layer : layers) {
            Arrays.setAll(sum, x -> sum[x] + layer.busy()[x]);
        }
        return Math.max(1, (int) Math.round(Arrays.stream(sum).max().orElse(1)));
    }
}
