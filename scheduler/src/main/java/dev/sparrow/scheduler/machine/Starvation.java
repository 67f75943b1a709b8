/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The stages that wait though they could start, because no executor could ever run their tasks: there is none, or
/// those that there are have not what is asked for.
final class Starvation {
    private final MachineStep step;
    private final long warnMillis;
    private final long failMillis;
    private final Dispatch dispatch;
    private final JobEnds ends;
    private final Map<StageId, Hunger> hungry = new TreeMap<>();

    private static final class Hunger {
        private final Stage stage;
        private final long sinceMillis;
        private boolean told;

        private Hunger(Stage stage, long sinceMillis) {
            this.stage = stage;
            this.sinceMillis = sinceMillis;
        }
    }

    Starvation(MachineStep step, Limits limits, Dispatch dispatch, JobEnds ends) {
        this.step = step;
        this.warnMillis = limits.starvationWarned().toMillis();
        this.failMillis = limits.starvationMax().toMillis();
        this.dispatch = dispatch;
        this.ends = ends;
    }

    /// To be called when stages or executors have come or gone.
    void look() {
        var now = dispatch.starving();
        hungry.keySet().retainAll(Lists.map(now, Stage::id));
        now.forEach(stage -> hungry.computeIfAbsent(stage.id(), _ -> new Hunger(stage, step.nowMillis())));
    }

    /// Warns of those that have waited for long, and fails the jobs of those that have waited for too long.
    void endPatience() {
        look();
        for (var one : hungry.values()) {
            var waited = step.nowMillis() - one.sinceMillis;
            var spec = one.stage.spec;
            if (failMillis > 0 && waited >= failMillis) {
                var failure =
                        new JobFailure.Starved(
                                spec.id(),
                                spec.name(),
                                spec.demand(),
                                Duration.ofMillis(failMillis),
                                dispatch.describeExecutors());
                ends.failThatNeed(one.stage, failure);
            } else if (waited >= warnMillis && !one.told) {
                one.told = true;
                step.say(new Output.Warn(warning(spec)));
            }
        }
    }

    private String warning(StageSpec spec) {
        return "Stage "
                + spec.id()
                + " ("
                + spec.name()
                + ") has waited for "
                + warnMillis / 1000
                + " s: each of its tasks asks for "
                + spec.demand()
                + ", and "
                + dispatch.describeExecutors()
                + ". It starts as soon as an executor comes that has it."
                + (failMillis > 0 ? " After " + failMillis / 1000 + " s its jobs fail." : "");
    }

    long nextMillis() {
        var next = Long.MAX_VALUE;
        for (var one : hungry.values()) {
            if (!one.told) {
                next = Math.min(next, one.sinceMillis + warnMillis);
            }
            if (failMillis > 0) {
                next = Math.min(next, one.sinceMillis + failMillis);
            }
        }
        return next;
    }
}
