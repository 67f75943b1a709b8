/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.relation.ChainContext;
import dev.sparrow.compute.relation.RightGatherer;
import dev.sparrow.compute.relation.hash.RightPart;
import dev.sparrow.compute.sort.KeyBounds;
import dev.sparrow.compute.sort.KeySample;
import dev.sparrow.compute.sort.UserOrder;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Survey;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;

/// Looks at the elements of one partition for a survey.
final class SurveyTaker {
    private SurveyTaker() {}

    /// A `Long` for counts, a [KeySample] for keys, [KeyBounds] for bounds.
    static Object take(
            ProgramOutput.TakeSurvey output, PartitionElements elements, int partition, TaskEnvironment environment) {
        return switch (output.survey()) {
            case Survey.Counts _ -> ActionRunner.count(elements, partition, output.label());
            case Survey.Keys keys -> sample(elements, keys, partition, output.label());
            case Survey.Rows(var lookup) -> rows(elements, lookup, output.label(), partition, environment);
            case Survey.Bounds(var sort) ->
                    bounds(elements, sort, new UserOrder(sort.order(), output.label(), environment));
        };
    }

    private static RightPart rows(
            PartitionElements elements, Lookup lookup, Label label, int partition, TaskEnvironment environment) {
        var context = new ChainContext(environment, partition, _ -> null);
        var gathered = new RightGatherer(lookup);
        var windows = gathered.windows(elements.windows(), context);
        for (var window = windows.next(); window != null; window = windows.next()) {
            var before = gathered.bytes();
            gathered.add(window);
            if (!environment.result().grow(gathered.bytes() - before)) {
                throw new SparrowException(
                        ErrorCode.OUT_OF_RESOURCES,
                        label
                                + " gathers too many rows to look up: "
                                + gathered.count()
                                + " of partition "
                                + partition
                                + " so far, about "
                                + (environment.result().bytes() >> 20)
                                + " MiB, and the heap is nearly full. Join by a key with the smaller table on the right,"
                                + " or use a larger heap (-Xmx in SPARROW_JAVA_OPTS).");
            }
        }
        return gathered.part();
    }

    private static KeyBounds bounds(PartitionElements elements, Exchange.Sort sort, UserOrder order) {
        var samples = new ArrayList<KeySample>();
        elements.iterator().forEachRemaining(sample -> samples.add((KeySample) sample));
        return KeyBounds.of(samples, sort.partitions(), order);
    }

    private static KeySample sample(PartitionElements elements, Survey.Keys keys, int partition, Label label) {
        var reservoir = new KeySample.Reservoir(KeySample.sizeFor(keys.partitions()), partition, label);
        elements.into(reservoir);
        return reservoir.sample();
    }
}
