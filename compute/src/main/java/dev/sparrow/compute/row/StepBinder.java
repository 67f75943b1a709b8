/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.aggregate.Combiner;
import dev.sparrow.compute.sort.Sorter;
import dev.sparrow.lineage.Step;

/// Ties a step to a partition and to the chain behind it.
public final class StepBinder {
    private StepBinder() {}

    /// Binds a step to a partition.
    ///
    /// @param next not for an [Absorber], whose results meet it by a [Frame.Flush]
    public static BoundStep bind(Op.StepCall call, int partition, BoundStep next, TaskEnvironment environment) {
        var label = call.label();
        return switch (call.step()) {
            case Step.Map map -> new MapStep(map.function(), label, next);
            case Step.MapToDouble map -> new MapToDoubleStep(map.function(), label, next);
            case Step.Filter filter -> new FilterStep(filter.predicate(), label, next);
            case Step.FlatMap flatMap -> new FlatMapStep(flatMap.function(), label, next);
            case Step.KeyBy keyBy -> new KeyByStep(keyBy.function(), label, next);
            case Step.MapValues map -> new MapValuesStep(map.function(), label, next);
            case Step.FlatMapValues flatMap -> new FlatMapValuesStep(flatMap.function(), label, next);
            case Step.Sample sample -> new SampleStep(sample, partition, label, next);
            case Step.ZipWithIndex _ -> new IndexStep(firstIndex(call, partition, environment), label, next);
            case Step.Glom _ -> new GlomStep(label);
            case Step.SortByKey sort -> new SortStep(Sorter.of(sort.order(), label, environment), label);
            case Step.CombineInPlace combine ->
                    new CombineStep(Combiner.ofValues(combine.aggregation(), label, environment));
            case Step.MapPartitions _, Step.Relational _ ->
                    throw new IllegalStateException("Takes an iterator, not elements: " + label);
        };
    }

    /// The survey exists if there is more than one partition; the first one begins at 0 in any case.
    private static long firstIndex(Op.StepCall call, int partition, TaskEnvironment environment) {
        return partition == 0
                ? 0
                : PartitionOffsets.of(environment.survey(call.dataset()), call.label()).first(partition);
    }
}
