/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.util.List;
import java.util.Locale;

/// Repeated measurements of one thing.
///
/// @param name for programs that read the JSON form
/// @param what for people
/// @param nanos each measurement, in ascending order
record Sample(String name, String what, List<Double> nanos) {
    Sample {
        nanos = nanos.stream().sorted().toList();
    }

    double median() {
        var middle = nanos.size() / 2;
        return nanos.size() % 2 == 1 ? nanos.get(middle) : (nanos.get(middle - 1) + nanos.get(middle)) / 2;
    }

    double least() {
        return nanos.getFirst();
    }

    double greatest() {
        return nanos.getLast();
    }

    /// In the largest unit that leaves a digit before the point.
    static String text(double nanos) {
        if (nanos >= 1e9) {
            return String.format(Locale.ROOT, "%.2f s ", nanos / 1e9);
        }
        return nanos >= 1e6
                ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
    }
}
