/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.util.Arrays;
import java.util.Locale;

/// Repeated measurements of one thing.
///
/// @param name for programs that read the JSON form
/// @param what for people
/// @param nanos each measurement, in ascending order
record Sample(String name, String what, double[] nanos) {
    Sample {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double median() {
        var middle = nanos.length / 2;
        return nanos.length % 2 == 1 ? nanos[middle] : (nanos[middle - 1] + nanos[middle]) / 2;
    }

    double least() {
        return nanos[0];
    }

    double greatest() {
        return nanos[nanos.length - 1];
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
