/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/// The bounds of ranges of keys that have about as many elements each, by a sample of each partition.
public final class KeyBounds {
    /// In a sample for each range to come, as in Spark.
    private static final int SAMPLED_PER_RANGE = 20;

    private static final int SAMPLE_MAX = 100_000;

    private KeyBounds() {}

    /// The keys of a partition that were drawn, and of how many.
    private record KeySample(long count, List<Object> keys) implements Serializable {}

    /// A key that was drawn, and for how many it stands.
    private record Weighted(Object key, double weight) {}

    /// The last key of each range but the last one, in order. Runs a job.
    public static List<Object> of(OperatorCall call, Lineage pairs, int ranges, Comparator<Object> order) {
        if (ranges == 1) {
            return new ArrayList<>();
        }
        var size = (int) Math.min((long) SAMPLED_PER_RANGE * ranges, SAMPLE_MAX);
        Function2<Integer, Iterator<Object>, Iterator<Object>> sample =
                (partition, elements) -> List.<Object>of(draw(elements, size, partition)).iterator();
        var samples = call.step(pairs, new Step.MapPartitions(sample, false));
        List<KeySample> drawn = Fetch.all(call, samples);
        return quantiles(call, drawn, ranges, order);
    }

    /// A reservoir: after `n` keys each of them is in it with probability `size / n` (Vitter 1985, algorithm R).
    private static KeySample draw(Iterator<Object> pairs, int size, int partition) {
        var random = new SplittableRandom(SampleDraws.mix(size, partition));
        var keys = new ArrayList<Object>();
        var count = 0L;
        while (pairs.hasNext()) {
            var key = ((Tuple2<?, ?>) pairs.next())._1();
            count++;
            if (keys.size() < size) {
                keys.add(key);
            } else {
                var place = random.nextLong(count);
                if (place < size) {
                    keys.set((int) place, key);
                }
            }
        }
        return new KeySample(count, keys);
    }

    /// The keys at which a range's share of all weight is complete; equal keys stay together.
    private static List<Object> quantiles(
            OperatorCall call, List<KeySample> samples, int ranges, Comparator<Object> order) {
        var candidates = new ArrayList<Weighted>();
        for (var sample : samples) {
            var weight = (double) sample.count() / Math.max(1, sample.keys().size());
            sample.keys().forEach(key -> candidates.add(new Weighted(key, weight)));
        }
        var sorted =
                PartialResults.smallest(
                        call, candidates.size(), Comparator.comparing(Weighted::key, order), candidates);
        var share = sorted.stream().mapToDouble(Weighted::weight).sum() / ranges;
        var bounds = new ArrayList<Object>();
        var passed = 0.0;
        for (var candidate : sorted) {
            passed += candidate.weight();
            if (passed >= share * (bounds.size() + 1)
                    && bounds.size() < ranges - 1
                    && (bounds.isEmpty() || order.compare(bounds.getLast(), candidate.key()) < 0)) {
                bounds.add(candidate.key());
            }
        }
        return bounds;
    }
}
