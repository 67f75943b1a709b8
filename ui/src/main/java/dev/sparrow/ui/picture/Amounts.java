/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.Figure;

import java.util.Locale;

/// Numbers as people read them.
public final class Amounts {
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Amounts() {}

    public static String micros(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 1_000_000) {
            return format(micros / 1e3) + " ms";
        }
        var seconds = micros / 1e6;
        if (seconds < 60) {
            return format(seconds) + " s";
        }
        var minutes = (long) seconds / 60;
        return minutes < 60
                ? minutes + " min " + (long) seconds % 60 + " s"
                : minutes / 60 + " h " + minutes % 60 + " min";
    }

    public static String bytes(long bytes) {
        var unit = 0;
        var amount = (double) bytes;
        while (amount >= 1024 && unit < BYTES.length - 1) {
            amount /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : format(amount)) + " " + BYTES[unit];
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String of(Figure figure, long value) {
        return switch (figure.unit()) {
            case MICROS -> micros(value);
            case COUNT -> count(value);
            case BYTES -> bytes(value);
        };
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String format(double amount) {
        return String.format(Locale.ROOT, amount < 10 ? "%.2f" : amount < 100 ? "%.1f" : "%.0f", amount);
    }
}
