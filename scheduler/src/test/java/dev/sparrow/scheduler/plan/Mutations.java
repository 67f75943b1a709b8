/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import java.util.List;
import java.util.stream.Stream;

/// All faults that are planted.
public final class Mutations {
    private Mutations() {}

    public static List<Mutation> all() {
        return Stream.of(
                        StepMutations.sources(),
                        StepMutations.steps(),
                        ExchangeMutations.blocks(),
                        ExchangeMutations.placement(),
                        ExchangeMutations.aggregation(),
                        ExchangeMutations.sorting(),
                        MeetingMutations.partitions(),
                        MeetingMutations.groups(),
                        MeetingMutations.joins(),
                        ActionMutations.all())
                .flatMap(List::stream)
                .toList();
    }
}
