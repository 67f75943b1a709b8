/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import java.util.Locale;

/// A ratio that was measured, and what it has to be.
///
/// @param name what is compared with what
/// @param limit the least that it may be, or the most
public record Target(String name, double value, double limit, boolean isLeast) {
    public static Target atLeast(double limit, String name, double value) {
        return new Target(name, value, limit, true);
    }

    public static Target atMost(double limit, String name, double value) {
        return new Target(name, value, limit, false);
    }

    public boolean isMet() {
        return isLeast ? value >= limit : value <= limit;
    }

    /// As a line of a report.
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-60s %8.2f %10s%s",
                name,
                value,
                (isLeast ? ">= " : "<= ") + limit,
                isMet() ? "" : "  missed");
    }
}
