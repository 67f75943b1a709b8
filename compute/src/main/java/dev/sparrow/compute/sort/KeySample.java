/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;

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
    public static int sizeFor(int partitions) {
        return (int) Math.min(20L * partitions, 2_000);
    }

    /// Draws a sample while pairs pass by (Li 1994, algorithm L): it knows how many keys it will pass over before it
    /// takes the next one, so most are not looked at. It depends on the partition's index and keys alone.
    public static final class Reservoir implements WindowSink {

        /// More than can pass by.
        private static final double SKIP_MAX = 1L << 60;

        private final int size;
        private final Label label;
        private final SplittableRandom random;
        private final List<Object> kept = new ArrayList<>();
        private long count;

        /// The index of the next key to take, once there are enough.
        private long next;

        /// The greatest of as many random numbers as the sample has keys, as if each key had drawn one and those with
        /// the least were kept.
        private double greatest = 1;

        public Reservoir(int size, int partition, Label label) {
            this.size = size;
            this.label = label;
            this.random = new SplittableRandom(partition);
        }

        @Override
        public boolean accept(Object element) {
            var key = UserCode.pair(element, label)._1();
            if (count < size || count == next) {
                take(key);
            }
            count++;
            return true;
        }

        @Override
        public boolean accept(Window window) {
            var row = 0;
            if (PairShape.are(window.kind()) && count >= size) {
                var keys = window.part(0);
                for (; next - count < window.size() - row; row++) {
                    row += (int) (next - count);
                    count = next;
                    take(keys.get(row));
                    count++;
                }
                count += window.size() - row;
                return true;
            }
            while (row < window.size()) {
                accept(window.get(row));
                row++;
            }
            return true;
        }

        private void take(Object key) {
            if (count < size) {
                kept.add(key);
            } else {
                kept.set(random.nextInt(size), key);
            }
            if (count >= size - 1) {
                greatest *= Math.exp(Math.log(positive()) / size);
                var skipped = Math.floor(Math.log(positive()) / Math.log1p(-greatest));
                next = count + 1 + (long) Math.min(skipped, SKIP_MAX);
            }
        }

        /// Above 0, up to 1.
        private double positive() {
            return 1 - random.nextDouble();
        }

        public KeySample sample() {
            return new KeySample(count, new ArrayList<>(kept));
        }
    }
}
