/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.Optional;

/// A stage with less tasks than there are slots: some of them have nothing to do.
final class TooFewTasks implements Rule {
    @Override
    public List<Advice> look(Moment moment) {
        return Stages.each(moment, stage -> look(moment, stage));
    }

    private static Optional<Advice> look(Moment moment, StageView stage) {
        var slots = Stages.slots(moment);
        var tasks = stage.partitions();
        if (tasks >= slots || tasks == 0 || stage.counts().done() < tasks) {
            return Optional.empty();
        }
        var work = Stages.work(stage);
        var won = work / tasks - work / slots;
        var observed =
                "Stage "
                        + stage.id()
                        + " has "
                        + tasks
                        + (tasks == 1 ? " task" : " tasks")
                        + " for "
                        + slots
                        + " task slots, and they ran for "
                        + Stages.shown(work / tasks)
                        + " each.";
        return Optional.of(
                new Advice(
                        "too few tasks",
                        stage.line(),
                        Optional.of(stage.id()),
                        observed,
                        "Use more partitions, "
                                + slots
                                + " at least: the number of partitions of the call, or"
                                + " repartition(n) before it.",
                        won));
    }
}
