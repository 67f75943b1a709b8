/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The partial answer of one partition to a survey of keys: a sample in which each of the partition's keys is equally
/// likely.
///
/// @param count how many keys the partition has
/// @param keys may hold null
public record KeySample(long count, ArrayList<Object> keys) implements Serializable {

    /// As the sort asks for (see [dev.sparrow.lineage.Survey.Keys]). From every partition as many as would do for the
    /// whole, because one may hold all keys, but not so many that a thousand partitions burden who digests them.
    static int sizeFor(int partitions) {
        return (int) Math.min(20L * partitions, 2_000);
    }

    /// Draws a sample while keys pass by (Vitter 1985, algorithm R). It depends on the partition's index and keys
    /// alone.
    static final class Reservoir {
        private final int size;
        private final SplittableRandom random;
        private final List<Object> kept = new ArrayList<>();
        private long count;

        Reservoir(int size, int partition) {
            this.size = size;
            this.random = new SplittableRandom(partition);
        }

        void offer(Object key) {
            count++;
            if (kept.size() < size) {
                kept.add(key);
                return;
            }
            var place = random.nextLong(count);
            if (place < size) {
                kept.set((int) place, key);
            }
        }

        KeySample sample() {
            return new KeySample(count, new ArrayList<>(kept));
        }
    }
}
