/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Numbers;

import java.util.Arrays;

/// Sums by key: open addressing over two arrays, for non-negative keys.
final class Sums {
    private static final long FREE = -1;

    private final long[] keys;
    private final double[] sums;
    private final int shift;
    private int size;

    /// @param expected the greatest number of keys
    Sums(int expected) {
        var bits = 65 - Long.numberOfLeadingZeros(Math.max(1, expected));
        keys = new long[1 << bits];
        sums = new double[1 << bits];
        shift = 64 - bits;
        Arrays.fill(keys, FREE);
    }

    void add(long key, double value) {
        var slot = slot(key);
        if (keys[slot] == FREE) {
            keys[slot] = key;
            size++;
        }
        sums[slot] += value;
    }

    void addAll(Sums other) {
        for (var slot = 0; slot < other.keys.length; slot++) {
            if (other.keys[slot] != FREE) {
                add(other.keys[slot], other.sums[slot]);
            }
        }
    }

    /// Where the key is, or where it would be.
    private int slot(long key) {
        var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    int size() {
        return size;
    }

    /// Not a number if the key has no sum.
    double get(long key) {
        var slot = slot(key);
        return keys[slot] == FREE ? Double.NaN : sums[slot];
    }

    double markedTotal() {
        var total = 0.0;
        for (var slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != FREE) {
                total += Numbers.mark(keys[slot]) * sums[slot];
            }
        }
        return total;
    }
}
