/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A stage of so many and so small tasks that most of its time is none of theirs.
final class TooManyTasks implements Rule {
    private static final int TASKS_MIN = 1_000;
    private static final long MEDIAN_MICROS_MAX = 2_000;

    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, stage -> look(moment, stage));
    }

    private static Optional<Advice> look(Moment moment, StageView stage) {
        var times = stage.quantiles(Figure.RAN);
        if (times.count() < TASKS_MIN || times.median() > MEDIAN_MICROS_MAX) {
            return Optional.empty();
        }
        var slots = Stages.slots(moment);
        var won = Stages.seconds(stage.took()) - Stages.work(stage) / slots;
        var enough = Math.max(slots, (int) (stage.total(Figure.RAN) / 50_000));
        var observed =
                String.format(
                        Locale.ROOT,
                        "Stage %s has %,d tasks that run for %.1f ms in the median, and took %s for %s of work in %d slots.",
                        stage.id(),
                        times.count(),
                        times.median() / 1e3,
                        Stages.shown(Stages.seconds(stage.took())),
                        Stages.shown(Stages.work(stage)),
                        slots);
        return Optional.of(
                new Advice(
                        "too many tasks",
                        stage.line(),
                        Optional.of(stage.id()),
                        observed,
                        "Use fewer partitions, about "
                                + enough
                                + ": the number of partitions of the call, or coalesce(n).",
                        won));
    }
}
