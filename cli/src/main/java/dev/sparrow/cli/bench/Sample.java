/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Repeated measurements of one thing.
///
/// @param name for programs that read the JSON form
/// @param what for people
/// @param nanos each measurement, in ascending order
/// @param target what the median shall not exceed; empty for none
record Sample(String name, String what, List<Double> nanos, Optional<Duration> target) {
    Sample {
        nanos = nanos.stream().sorted().toList();
    }

    Sample(String name, String what, List<Double> nanos) {
        this(name, what, nanos, Optional.empty());
    }

    Sample(String name, String what, List<Double> nanos, Duration target) {
        this(name, what, nanos, Optional.of(target));
    }

    /// The same with a target.
    Sample of(Duration limit) {
        return new Sample(name, what, nanos, limit);
    }

    /// Such as ` 400 ms: met`; empty if there is none.
    String judgement() {
        return target.map(limit -> "  " + limit.toMillis() + " ms: " + (median() <= limit.toNanos() ? "met" : "missed"))
                .orElse("");
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
