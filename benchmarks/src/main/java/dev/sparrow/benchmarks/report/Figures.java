/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import java.util.Locale;

/// Numbers with as many digits as they deserve.
final class Figures {
    private Figures() {}

    static String millis(double millis) {
        return text(millis);
    }

    static String ratio(double ratio) {
        return text(ratio);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String text(double number) {
        if (number >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
    }
}
