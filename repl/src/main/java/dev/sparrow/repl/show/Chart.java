/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.file.LocalPath;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/// Numbers to be looked at. Its text is a picture of Unicode characters.
public sealed interface Chart {

    /// How many values are in each bucket.
    ///
    /// @param edges one more than there are counts
    record Histogram(List<Double> edges, List<Long> counts) implements Chart {
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

    /// Writes it as a picture.
    ///
    /// @param file ends in `.svg` or `.png`
    /// @return where it is
    default Path save(String file) {
        return ChartImage.save(this, LocalPath.of(file));
    }

    /// The picture as an element of an HTML page.
    default String svg() {
        return ChartImage.svg(this);
    }
}
