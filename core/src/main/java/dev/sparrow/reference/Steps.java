/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// The meaning of each [Step] for a partition.
final class Steps {
    private Steps() {}

    static List<List<Object>> apply(Step step, List<List<Object>> input) throws Exception {
        var output = new ArrayList<List<Object>>();
        var elementsBefore = 0L;
        for (var p = 0; p < input.size(); p++) {
            output.add(applyTo(input.get(p), p, elementsBefore, step));
            elementsBefore += input.get(p).size();
        }
        return output;
    }

    private static List<Object> applyTo(List<Object> input, int partition, long elementsBefore, Step step)
            throws Exception {
        var output = new ArrayList<Object>();
        switch (step) {
            case Step.Map map -> {
                for (var element : input) {
                    output.add(map.function().call(element));
                }
            }
            case Step.MapToDouble map -> {
                for (var element : input) {
                    output.add(map.function().call(element));
                }
            }
            case Step.Filter filter -> {
                for (var element : input) {
                    if (filter.predicate().call(element)) {
                        output.add(element);
                    }
                }
            }
            case Step.FlatMap flatMap -> {
                for (var element : input) {
                    flatMap.function().call(element).forEachRemaining(output::add);
                }
            }
            case Step.KeyBy keyBy -> {
                for (var element : input) {
                    output.add(Tuple2.of(keyBy.function().call(element), element));
                }
            }
            case Step.MapValues mapValues -> {
                for (var pair : input) {
                    output.add(Tuple2.of(Pairs.key(pair), mapValues.function().call(Pairs.value(pair))));
                }
            }
            case Step.FlatMapValues flatMapValues -> {
                for (var pair : input) {
                    var values = flatMapValues.function().call(Pairs.value(pair));
                    values.forEachRemaining(value -> output.add(Tuple2.of(Pairs.key(pair), value)));
                }
            }
            case Step.MapPartitions mapPartitions -> {
                var elements = Collections.unmodifiableList(input).iterator();
                mapPartitions.function().call(partition, elements).forEachRemaining(output::add);
            }
            case Step.Glom _ -> output.add(input);
            case Step.Sample sample -> sample(sample, partition, input, output);
            case Step.ZipWithIndex _ -> {
                for (var i = 0; i < input.size(); i++) {
                    output.add(Tuple2.of(input.get(i), elementsBefore + i));
                }
            }
            case Step.SortByKey sort -> {
                output.addAll(input);
                output.sort((left, right) -> sort.order().compare(Pairs.key(left), Pairs.key(right)));
            }
            case Step.CombineInPlace combine -> {
                for (var key : Aggregations.valuesByKey(List.of(input)).entrySet()) {
                    output.add(Tuple2.of(key.getKey(), Aggregations.combine(combine.aggregation(), key.getValue())));
                }
            }
            case Step.Relational(var table) -> output.addAll(Tables.apply(table, input, partition));
        }
        return output;
    }

    private static void sample(Step.Sample sample, int partition, List<Object> input, List<Object> output) {
        var random = new SplittableRandom(SampleDraws.mix(sample.seed(), partition));
        for (var element : input) {
            if (sample.withReplacement()) {
                output.addAll(Collections.nCopies(poisson(sample.fraction(), random), element));
            } else if (random.nextDouble() < sample.fraction()) {
                output.add(element);
            }
        }
    }

    private static int poisson(double mean, SplittableRandom random) {
        var drawn = 0;
        var rest = mean;
        while (rest > 500) {
            drawn += poissonUpTo500(500, random);
            rest -= 500;
        }
        return drawn + poissonUpTo500(rest, random);
    }

    /// Knuth's multiplication method.
    private static int poissonUpTo500(double mean, SplittableRandom random) {
        var factors = 1;
        var product = random.nextDouble();
        while (product > Math.exp(-mean)) {
            product *= random.nextDouble();
            factors++;
        }
        return factors - 1;
    }
}
