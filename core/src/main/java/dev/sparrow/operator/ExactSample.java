/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.SampleDraws;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The number of elements of each stratum that a sample of exact size takes from each partition: as they fall if all
/// are drawn one after the other. Within a partition they are chosen as they pass by.
final class ExactSample implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // made here, of lists and maps that are
    private final List<Map<Object, Quota>> quotas;

    private final boolean withReplacement;
    private final long seed;

    /// @param of how many elements
    private record Quota(long of, long taken) implements Serializable {}

    private ExactSample(List<Map<Object, Quota>> quotas, boolean withReplacement, long seed) {
        this.quotas = quotas;
        this.withReplacement = withReplacement;
        this.seed = seed;
    }

    /// Draws.
    ///
    /// @param counts for each partition how many elements of each stratum it has
    /// @param wanted of each stratum; without replacement no more than there are
    static ExactSample draw(
            List<Map<Object, Long>> counts, Map<Object, Long> wanted, boolean withReplacement, long seed) {
        var quotas = new ArrayList<Map<Object, Quota>>();
        counts.forEach(_ -> quotas.add(new HashMap<>()));
        wanted.forEach((stratum, number) -> {
            var sizes = counts.stream().mapToLong(map -> map.getOrDefault(stratum, 0L)).toArray();
            var random = new SplittableRandom(SampleDraws.mix(seed, stratum == null ? 0 : stratum.hashCode()));
            var taken = withReplacement ? drawn(sizes, number, random) : drawnOnce(sizes, number, random);
            for (var p = 0; p < sizes.length; p++) {
                if (taken[p] > 0) {
                    quotas.get(p).put(stratum, new Quota(sizes[p], taken[p]));
                }
            }
        });
        return new ExactSample(quotas, withReplacement, seed);
    }

    private static long[] drawn(long[] sizes, long number, SplittableRandom random) {
        var ends = new TreeMap<Long, Integer>();
        var total = 0L;
        for (var p = 0; p < sizes.length; p++) {
            total += sizes[p];
            if (sizes[p] > 0) {
                ends.put(total, p);
            }
        }
        var taken = new long[sizes.length];
        for (var i = 0L; i < number; i++) {
            taken[ends.higherEntry(random.nextLong(total)).getValue()]++;
        }
        return taken;
    }

    /// Draws those that are taken, or those that are left, whichever are fewer.
    private static long[] drawnOnce(long[] sizes, long number, SplittableRandom random) {
        var total = 0L;
        for (var size : sizes) {
            total += size;
        }
        var few = number <= total / 2;
        var rest = new Rest(sizes);
        var drawn = new long[sizes.length];
        for (var i = few ? number : total - number; i > 0; i--) {
            drawn[rest.remove(random.nextLong(rest.total))]++;
        }
        if (!few) {
            for (var p = 0; p < sizes.length; p++) {
                drawn[p] = sizes[p] - drawn[p];
            }
        }
        return drawn;
    }

    /// What is left of each partition, with sums over ranges of them (Fenwick, A New Data Structure for Cumulative
    /// Frequency Tables, 1994): to find and to remove one takes the logarithm of their number.
    private static final class Rest {
        private final long[] sums;
        private long total;

        private Rest(long[] sizes) {
            sums = new long[Integer.highestOneBit(Math.max(1, sizes.length)) * 2];
            for (var p = 0; p < sizes.length; p++) {
                add(p, sizes[p]);
                total += sizes[p];
            }
        }

        private void add(int partition, long size) {
            for (var i = partition + 1; i < sums.length; i += i & -i) {
                sums[i] += size;
            }
        }

        /// Removes the element at a place among all that are left; returns its partition.
        private int remove(long place) {
            var before = 0;
            var left = place;
            for (var step = sums.length / 2; step > 0; step /= 2) {
                if (before + step < sums.length && sums[before + step] <= left) {
                    before += step;
                    left -= sums[before];
                }
            }
            add(before, -1);
            total--;
            return before;
        }
    }

    /// How often each element of a partition is taken, asked in their order.
    Function<Object, Integer> chooser(int partition, Function<Object, Object> stratum) {
        var random = new SplittableRandom(SampleDraws.mix(~seed, partition));
        var open = new HashMap<>(quotas.get(partition));
        return element -> {
            var key = stratum.call(element);
            var quota = open.get(key);
            if (quota == null) {
                return 0;
            }
            var times = withReplacement ? binomial(quota, random) : once(quota, random);
            var left = new Quota(quota.of() - 1, quota.taken() - times);
            if (left.of() == 0 || left.taken() == 0) {
                open.remove(key);
            } else {
                open.put(key, left);
            }
            return times;
        };
    }

    /// Knuth, The Art of Computer Programming, volume 2, section 3.4.2, algorithm S.
    private static int once(Quota quota, SplittableRandom random) {
        return quota.of() * random.nextDouble() < quota.taken() ? 1 : 0;
    }

    /// How many of the draws that are left hit this element, by the gaps between those that do (Devroye, Non-Uniform
    /// Random Variate Generation, 1986, section X.4.3).
    private static int binomial(Quota quota, SplittableRandom random) {
        if (quota.of() == 1) {
            return Math.toIntExact(quota.taken());
        }
        var hits = 0;
        var missLogarithm = Math.log1p(-1.0 / quota.of());
        var place = 0.0;
        while (true) {
            place += Math.floor(Math.log(1 - random.nextDouble()) / missLogarithm) + 1;
            if (place > quota.taken()) {
                return hits;
            }
            hits++;
        }
    }
}
