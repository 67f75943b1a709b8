/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Moment;

import java.util.Comparator;
import java.util.List;

/// All rules.
public final class Advisor {
    private static final int SHOWN_MAX = 5;

    /// What wins less is not worth a change.
    private static final double SECONDS_MIN = 0.5;

    private static final List<Rule> RULES =
            List.of(
                    new Skew(),
                    new TooFewTasks(),
                    new TooManyTasks(),
                    new SpilledData(),
                    new ComputedAgain(),
                    new GroupThenFold(),
                    new LargeResult(),
                    new GarbageCollection(),
                    new LostData());

    private Advisor() {}

    /// At most five, those first that win the most.
    public static List<Advice> of(Moment moment) {
        return RULES.stream()
                .flatMap(rule -> rule.look(moment).stream())
                .filter(advice -> advice.seconds() >= SECONDS_MIN)
                .sorted(Comparator.comparingDouble(Advice::seconds).reversed())
                .limit(SHOWN_MAX)
                .toList();
    }
}
