/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

/// A ratio that was measured, and what it has to be.
///
/// @param name what is compared with what
/// @param limit the least that it may be, or the most
record Target(String name, double value, double limit, boolean isLeast) {
    static Target atLeast(double limit, String name, double value) {
        return new Target(name, value, limit, true);
    }

    static Target atMost(double limit, String name, double value) {
        return new Target(name, value, limit, false);
    }

    boolean isMet() {
        return isLeast ? value >= limit : value <= limit;
    }
}
