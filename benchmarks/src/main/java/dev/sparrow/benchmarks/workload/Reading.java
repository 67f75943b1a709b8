/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.io.Serializable;

/// A record of RC, as a user would model it. Products of value and weight are multiples of 1/64, so that sums are exact
/// in any order.
public record Reading(long time, int sensor, double value, double weight) implements Serializable {
    public static final int SENSORS = 1_000;

    public static Reading of(long row) {
        return new Reading(row, (int) Numbers.key(row, SENSORS), Numbers.value(row), Numbers.weight(row));
    }

    /// Whether RC takes it.
    public boolean isTaken() {
        return isTaken(sensor);
    }

    public static boolean isTaken(int sensor) {
        return sensor % 3 != 0;
    }

    public double weighted() {
        return value * weight;
    }
}
