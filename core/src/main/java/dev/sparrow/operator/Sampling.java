/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SplittableRandom;

/// Random parts of datasets. All draw from [SampleDraws], so a seed means the same elements every time.
public final class Sampling {
    private Sampling() {}

    /// Elements by one fraction for all.
    public static Lineage fraction(
            OperatorCall call, Lineage lineage, boolean withReplacement, double fraction, long seed) {
        call.require(
                fraction >= 0 && (withReplacement ? fraction <= 1e6 : fraction <= 1),
                "the fraction is " + fraction + "; it must be from 0 to " + (withReplacement ? "1000000." : "1."));
        return call.step(lineage, new Step.Sample(withReplacement, fraction, seed));
    }

    /// Parts of a dataset in which each element is in one, by the shares of their weights.
    public static List<Lineage> split(OperatorCall call, Lineage lineage, double[] weights, long seed) {
        var sum = 0.0;
        for (var weight : weights) {
            call.require(
                    weight >= 0 && weight < 1e300, "a weight is " + weight + "; it must be finite and not negative.");
            sum += weight;
        }
        call.require(sum > 0, "the weights are 0 in sum; at least one must be positive.");
        var parts = new ArrayList<Lineage>();
        var low = 0.0;
        for (var i = 0; i < weights.length; i++) {
            var high = i == weights.length - 1 ? 1 : Math.min(1, low + weights[i] / sum);
            parts.add(between(call, lineage, low, high, seed));
            low = high;
        }
        return parts;
    }

    /// The elements whose draw is from `low` up to, not including, `high`.
    private static Lineage between(OperatorCall call, Lineage lineage, double low, double high, long seed) {
        return chosen(
                call,
                lineage,
                partition -> {
                    var random = new SplittableRandom(SampleDraws.mix(seed, partition));
                    return _ -> {
                        var draw = random.nextDouble();
                        return low <= draw && draw < high ? 1 : 0;
                    };
                });
    }

    /// Elements by the fraction of their key.
    public static Lineage byKey(
            OperatorCall call, Lineage pairs, boolean withReplacement, Map<?, Double> fractions, long seed) {
        requireFractions(call, withReplacement, fractions);
        var copy = new HashMap<Object, Double>(fractions);
        return chosen(
                call,
                pairs,
                partition -> {
                    var random = new SplittableRandom(SampleDraws.mix(seed, partition));
                    return pair -> {
                        var fraction = copy.getOrDefault(key(pair), 0.0);
                        return withReplacement ? poisson(random, fraction) : random.nextDouble() < fraction ? 1 : 0;
                    };
                });
    }

    private static int poisson(SplittableRandom random, double mean) {
        var times = 0;
        var limit = Math.exp(-mean);
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            times++;
        }
        return times;
    }

    private static void requireFractions(OperatorCall call, boolean withReplacement, Map<?, Double> fractions) {
        call.require(fractions != null, "the fractions are null.");
        fractions.keySet().forEach(call::requireKey);
        fractions.forEach((key, fraction) ->
                call.require(
                        fraction != null && fraction >= 0 && fraction <= (withReplacement ? 500 : 1),
                        "the fraction of key "
                                + key
                                + " is "
                                + fraction
                                + "; it must be from 0 to "
                                + (withReplacement ? "500." : "1.")));
    }

    private static Object key(Object pair) {
        return ((Tuple2<?, ?>) pair)._1();
    }

    /// As many elements of each key as its fraction says, rounded up. Runs a job that counts.
    public static Lineage byKeyExactly(
            OperatorCall call, Lineage pairs, boolean withReplacement, Map<?, Double> fractions, long seed) {
        requireFractions(call, withReplacement, fractions);
        var keys = new HashMap<Object, Double>(fractions);
        Function<Object, Object> stratum = Sampling::key;
        var counts = counts(call, pairs, stratum, keys);
        var wanted = new HashMap<Object, Long>();
        counts.forEach(map -> map.forEach((key, count) -> wanted.merge(key, count, Math::addExact)));
        wanted.replaceAll((key, count) -> (long) Math.ceil(count * keys.get(key)));
        var sample = ExactSample.draw(counts, wanted, withReplacement, seed);
        return chosen(call, pairs, partition -> sample.chooser(partition, stratum));
    }

    /// So many elements, in random order. Runs a job that counts, and one that takes them.
    public static <T> List<T> take(OperatorCall call, Lineage lineage, boolean withReplacement, int number, long seed) {
        call.requireCount(number);
        Function<Object, Object> all = _ -> true;
        var counts = counts(call, lineage, all, Map.of(true, 1.0));
        var total = counts.stream().mapToLong(map -> map.getOrDefault(true, 0L)).sum();
        var wanted = total == 0 ? 0 : withReplacement ? number : Math.min(number, total);
        var sample = ExactSample.draw(counts, Map.of(true, wanted), withReplacement, seed);
        var chosen = chosen(call, lineage, partition -> sample.chooser(partition, all));
        List<T> taken = Fetch.all(call, chosen);
        Collections.shuffle(taken, new Random(seed));
        return taken;
    }

    /// For each partition how many elements it has of each stratum that is asked for.
    private static List<Map<Object, Long>> counts(
            OperatorCall call, Lineage lineage, Function<Object, Object> stratum, Map<Object, Double> strata) {
        Function<Iterator<Object>, Object> count =
                elements -> {
                    var counts = new HashMap<Object, Long>();
                    while (elements.hasNext()) {
                        var one = stratum.call(elements.next());
                        if (strata.containsKey(one)) {
                            counts.merge(one, 1L, Long::sum);
                        }
                    }
                    return counts;
                };
        var partials = call.run(lineage, new Action.EachPartition(count));
        return partials.stream().map(Erased::<Object>counts).toList();
    }

    /// Each element as often as the chooser of its partition says.
    private static Lineage chosen(
            OperatorCall call, Lineage lineage, Function<Integer, Function<Object, Integer>> choosers) {
        Function2<Integer, Iterator<Object>, Iterator<Object>> choose =
                (partition, elements) -> new Chosen(elements, choosers.call(partition));
        return call.step(lineage, new Step.MapPartitions(choose, true));
    }

    private static final class Chosen implements Iterator<Object> {
        private final Iterator<Object> elements;
        private final Function<Object, Integer> times;
        private Object current;
        private int left;

        private Chosen(Iterator<Object> elements, Function<Object, Integer> times) {
            this.elements = elements;
            this.times = times;
        }

        @Override
        public boolean hasNext() {
            while (left == 0 && elements.hasNext()) {
                current = elements.next();
                try {
                    left = times.call(current);
                } catch (Exception e) {
                    throw new IllegalStateException(e); // ours, and none of them throws
                }
            }
            return left > 0;
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            left--;
            return current;
        }
    }
}
