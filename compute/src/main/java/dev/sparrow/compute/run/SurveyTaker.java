/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.sort.KeySample;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Survey;

/// Looks at the elements of one partition for a survey.
final class SurveyTaker {
    private SurveyTaker() {}

    /// A `Long` for counts, a [KeySample] for keys.
    static Object take(ProgramOutput.TakeSurvey output, PartitionElements elements, int partition) {
        return switch (output.survey()) {
            case Survey.Counts _ -> ActionRunner.count(elements, partition, output.label());
            case Survey.Keys keys -> sample(elements, keys, partition, output.label());
        };
    }

    private static KeySample sample(PartitionElements elements, Survey.Keys keys, int partition, Label label) {
        var reservoir = new KeySample.Reservoir(KeySample.sizeFor(keys.partitions()), partition, label);
        elements.into(reservoir);
        return reservoir.sample();
    }
}
