/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.file.LocalPath;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Numbers to be looked at. Its text is a picture of Unicode characters.
public sealed interface Chart {

    /// How many values are in each bucket.
    ///
    /// @param edges one more than there are counts
    record Histogram(List<Double> edges, List<Long> counts) implements Chart {

        /// Counts finite numbers in buckets of equal width; the last one holds its upper edge, too.
        public static Histogram of(List<Double> numbers, int buckets) {
            var finite = numbers.stream().filter(Double::isFinite).toList();
            if (finite.isEmpty() || buckets < 1) {
                throw new IllegalArgumentException("A histogram needs a number and a bucket at least.");
            }
            var least = Collections.min(finite);
            var width = (Collections.max(finite) - least) / buckets;
            var counts = new long[width == 0 ? 1 : buckets];
            for (var number : finite) {
                counts[width == 0 ? 0 : (int) Math.min(buckets - 1, (number - least) / width)]++;
            }
            var edges = IntStream.rangeClosed(0, counts.length).mapToObj(i -> least + i * width).toList();
            return new Histogram(edges, LongStream.of(counts).boxed().toList());
        }

        @Override
        public String toString() {
            return ChartText.of(this);
        }
    }

    /// A value for each of some names.
    ///
    /// @param values as many as there are names, at least one
    record Bars(List<String> names, List<Double> values) implements Chart {
        public Bars {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Bars need at least one value; the map is empty.");
            }
        }

        @Override
        public String toString() {
            return ChartText.of(this);
        }
    }

    /// Points in the plane.
    ///
    /// @param xs as many as there are ys, at least one
    record Points(List<Double> xs, List<Double> ys) implements Chart {
        public Points {
            if (xs.size() != ys.size() || xs.isEmpty()) {
                throw new IllegalArgumentException(
                        "A plot needs as many x as y, and at least one; these are "
                                + xs.size()
                                + " and "
                                + ys.size()
                                + ".");
            }
        }

        double left() {
            return Collections.min(xs);
        }

        double right() {
            return Collections.max(xs);
        }

        double low() {
            return Collections.min(ys);
        }

        double high() {
            return Collections.max(ys);
        }

        @Override
        public String toString() {
            return ChartText.of(this);
        }
    }

    /// One whose axes have names.
    ///
    /// @param across the name of the horizontal one
    record Named(Chart chart, String across, String up) implements Chart {
        @Override
        public String toString() {
            return up + " over " + across + "\n" + chart;
        }
    }

    /// The same with names for its axes.
    default Chart axes(String across, String up) {
        return new Named(this, across, up);
    }

    /// Writes it as a picture.
    ///
    /// @param file ends in `.svg` or `.png`
    /// @return where it is
    default Path save(String file) {
        return ChartImage.save(this, LocalPath.of(file));
    }

    /// The picture as an element of an HTML page.
    default String svg() {
        return ChartSvg.of(this);
    }
}
