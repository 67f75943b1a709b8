/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.sort.KeyBounds;
import dev.sparrow.compute.sort.KeySample;
import dev.sparrow.compute.sort.UserOrder;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Survey;

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
            case Survey.Bounds(var sort) ->
                    bounds(elements, sort, new UserOrder(sort.order(), output.label(), environment));
        };
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
