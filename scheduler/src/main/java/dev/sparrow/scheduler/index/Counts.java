/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// How often something has happened to each of many numbers from 0, where that is once for nearly all: a bit for each,
/// which stays in the processor's cache where a count for each would not.
public final class Counts {
    private final BitSet once = new BitSet();

    /// How often besides, where it is more than once.
    private final Map<Integer, Integer> besides = new HashMap<>();

    /// Counts it once more; returns how often it has happened before.
    public int add(int number) {
        if (once.get(number)) {
            return besides.merge(number, 1, Integer::sum);
        }
        once.set(number);
        return 0;
    }
}
