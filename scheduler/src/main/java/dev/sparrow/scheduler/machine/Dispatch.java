/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Brings tasks that could start and slots that are free together, and slots back from attempts that nobody awaits.
final class Dispatch {
    private final Duration cancelGrace;
    private final ReadyStages ready = new ReadyStages();
    private final Slots slots = new Slots();
    private final TaskGroups batches = new TaskGroups();
    private final Zombies zombies = new Zombies();
    private OptionalLong announcedWakeMillis = OptionalLong.empty();

    Dispatch(Duration cancelGrace) {
        this.cancelGrace = cancelGrace;
    }

    int occupiedSlots() {
        return slots.occupied();
    }

    boolean hasExecutor(ExecutorId id) {
        return slots.contains(id);
    }

    void join(ExecutorId id, Capacity capacity) {
        slots.join(id, capacity);
    }

    /// Whether some executor can ever give that, as far as is known: while there is none, one may still come.
    boolean canEverHave(Demand demand) {
        return !slots.haveExecutors() || slots.fittingWhenIdle(demand) > 0;
    }

    /// How many can have that at the same time when nothing else runs.
    int fittingWhenIdle(Demand demand) {
        return slots.fittingWhenIdle(demand);
    }

    /// What the executors have, for messages.
    String describeExecutors() {
        return slots.describe();
    }

    /// Forgets an executor and the zombies on it; returns the awaited attempts that it had, in order.
    List<AttemptId> lose(ExecutorId id) {
        return slots.lose(id).stream().filter(attempt -> zombies.remove(attempt).isEmpty()).toList();
    }

    /// The thread of an attempt that was awaited until now is free.
    void vacate(Attempt attempt) {
        slots.vacate(attempt);
    }

    /// The thread of an attempt is free, if it was a zombie's.
    void vacateZombie(AttemptId id) {
        zombies.remove(id).ifPresent(slots::vacate);
    }

    /// To be called after every change of a stage, so that it is launched from if and only if it may be.
    void refresh(Stage stage) {
        ready.refresh(stage);
    }

    void forget(Stage stage) {
        ready.remove(stage);
    }

    void interrupt(Stage stage, long nowMillis, List<Output> outputs) {
        for (var attempt : stage.stop()) {
            zombies.add(attempt, nowMillis + cancelGrace.toMillis());
            outputs.add(new Output.InterruptTask(attempt.id(), attempt.executor()));
        }
    }

    void endPatience(long nowMillis, List<Output> outputs) {
        announcedWakeMillis = OptionalLong.empty();
        for (var batch : batches.expire(nowMillis)) {
            outputs.add(new Output.RecallTasks(batch.ids(), batch.at.id));
        }
        for (var attempt : zombies.expire(nowMillis)) {
            slots.vacate(attempt);
            outputs.add(new Output.AbandonTask(attempt.id(), attempt.executor()));
        }
    }

    /// Gives out what is free, stage by stage. One that asks for more than is free is passed over, but what it lacks is
    /// held back from those behind it: so in the end it gets it, however many small tasks there are.
    void launchTasks(long step, long nowMillis, List<Output> outputs) {
        while (!ready.isEmpty() && slots.hasOpen()) {
            var stage = ready.first();
            var demand = stage.spec.demand();
            var together = stage.spec.barrier() ? stage.pendingTasks() : 1;
            if (!slots.haveSlotsFor(together, demand)) {
                slots.hold(together, demand);
                ready.passOver(stage);
                continue;
            }
            if (stage.state instanceof StageState.Ready) {
                var tasks = stage.pendingTasks();
                outputs.add(new Output.StageStarted(stage.id(), stage.spec.name(), tasks, stage.startRun(nowMillis)));
            }
            outputs.add(
                    stage.spec.barrier() ? launchGang(stage, step, nowMillis) : launchBatch(stage, step, nowMillis));
            ready.served(stage);
        }
        ready.comeBack();
        slots.holdNothing();
    }

    private Output launchGang(Stage stage, long step, long nowMillis) {
        var members = new ArrayList<Output.LaunchTasks>();
        while (stage.hasPending()) {
            members.add(toLaunch(fill(stage, step, nowMillis)));
        }
        return new Output.LaunchGang(members);
    }

    private Output launchBatch(Stage stage, long step, long nowMillis) {
        var batch = fill(stage, step, nowMillis);
        batches.add(batch);
        return toLaunch(batch);
    }

    private TaskGroup fill(Stage stage, long step, long nowMillis) {
        var demand = stage.spec.demand();
        var executor = slots.freestFor(demand);
        var grant = slots.take(executor, demand);
        var batch = stage.launch(new TaskGroup(executor, grant, step, nowMillis), slots.total());
        executor.occupants.add(batch);
        return batch;
    }

    private static Output.LaunchTasks toLaunch(TaskGroup batch) {
        return new Output.LaunchTasks(batch.ids(), batch.at.id, batch.grant);
    }

    /// Asks for a tick when the first batch or zombie is overdue, unless one was asked for that comes before.
    void announceWake(List<Output> outputs) {
        var deadline = earlier(batches.nextDeadlineMillis(), zombies.nextDeadlineMillis());
        if (!earlier(announcedWakeMillis, deadline).equals(announcedWakeMillis)) {
            outputs.add(new Output.WakeAt(deadline.getAsLong()));
            announcedWakeMillis = deadline;
        }
    }

    private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        var oneIsLater = one.isEmpty() || (other.isPresent() && other.getAsLong() < one.getAsLong());
        return oneIsLater ? other : one;
    }
}
