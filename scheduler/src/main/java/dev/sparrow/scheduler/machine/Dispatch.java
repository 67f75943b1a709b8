/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;

/// Brings tasks that could start and slots that are free together, and slots back from attempts that nobody awaits.
final class Dispatch {
    private final Duration cancelGrace;
    private final ReadyStages ready = new ReadyStages();
    private final Slots slots = new Slots();
    private final Batches batches = new Batches();
    private final Zombies zombies = new Zombies();
    private OptionalLong announcedWakeMillis = OptionalLong.empty();

    Dispatch(Duration cancelGrace) {
        this.cancelGrace = cancelGrace;
    }

    int occupiedSlots() {
        return slots.occupied();
    }

    /// Of all executors.
    int totalSlots() {
        return slots.total();
    }

    boolean hasExecutor(ExecutorId id) {
        return slots.contains(id);
    }

    void join(ExecutorId id, int slotCount) {
        slots.join(id, slotCount);
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
            outputs.add(new Output.RecallTasks(batch.ids(), batch.executor));
        }
        for (var attempt : zombies.expire(nowMillis)) {
            slots.vacate(attempt);
            outputs.add(new Output.AbandonTask(attempt.id(), attempt.executor()));
        }
    }

    void launchTasks(long step, long nowMillis, List<Output> outputs) {
        while (slots.hasFree() && !ready.isEmpty()) {
            var stage = ready.first();
            if (stage.spec.barrier() && stage.pendingTasks() > slots.free()) {
                return;
            }
            if (stage.state instanceof StageState.Ready) {
                var tasks = stage.pendingTasks();
                outputs.add(new Output.StageStarted(stage.id(), stage.spec.name(), tasks, stage.startRun(nowMillis)));
            }
            outputs.add(
                    stage.spec.barrier() ? launchGang(stage, step, nowMillis) : launchBatch(stage, step, nowMillis));
            ready.refresh(stage);
        }
    }

    private Output launchGang(Stage stage, long step, long nowMillis) {
        var gang = new LinkedHashMap<AttemptId, ExecutorId>();
        while (stage.hasPending()) {
            var alone = launch(stage, step, nowMillis);
            gang.put(alone.ids().getFirst(), alone.executor);
        }
        return new Output.LaunchGang(Collections.unmodifiableSequencedMap(gang));
    }

    private Output launchBatch(Stage stage, long step, long nowMillis) {
        var batch = launch(stage, step, nowMillis);
        batches.add(batch);
        return new Output.LaunchTasks(batch.ids(), batch.executor);
    }

    private Batch launch(Stage stage, long step, long nowMillis) {
        var batch = stage.launch(new Batch(slots.roomiest(), step, nowMillis), slots.total());
        slots.occupy(batch);
        return batch;
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
