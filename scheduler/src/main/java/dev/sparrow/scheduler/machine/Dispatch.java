/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Deadlines;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Brings tasks that could start and slots that are free together, and slots back from attempts that nobody awaits.
final class Dispatch {
    private final MachineStep step;
    private final Caches caches;
    private final Duration cancelGrace;
    private final Pools ready;
    private final Slots slots = new Slots();
    private final TaskGroups batches = new TaskGroups();

    /// Interrupted attempts whose threads may still run.
    private final Deadlines<AttemptId, Attempt> zombies = new Deadlines<>();

    private final Policies.Speculation speculation;

    /// Of which tasks run that may prove to be slow.
    private final Set<Stage> watched = new LinkedHashSet<>();

    private long nextLookMillis;

    /// Executors have come or gone.
    private boolean changed;

    /// A task was launched that makes cached partitions, for which others may have to wait.
    private boolean begunMaking;

    Dispatch(MachineStep step, Caches caches, Limits limits) {
        this.step = step;
        this.caches = caches;
        this.speculation = limits.policies().speculation();
        this.cancelGrace = limits.cancelGrace();
        this.ready = new Pools(limits.policies().sharing());
    }

    int occupiedSlots() {
        return slots.occupied();
    }

    boolean hasExecutor(ExecutorId id) {
        return slots.contains(id);
    }

    void join(ExecutorId id, Capacity capacity) {
        slots.join(id, capacity);
        changed = true;
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
        changed = true;
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
        if (!stage.dropped) {
            ready.refresh(stage);
        }
    }

    /// An attempt is not awaited any more: whoever waited for the cached partitions that it makes need not any longer.
    ///
    /// @param done it did all its work
    void endMaking(Attempt attempt, boolean done) {
        caches.end(attempt, done, this::refresh);
    }

    void forget(Stage stage) {
        ready.remove(stage);
    }

    void interrupt(Stage stage) {
        stage.stop().forEach(this::interrupt);
    }

    /// An attempt is not awaited any more.
    void interrupt(Attempt attempt) {
        endMaking(attempt, false);
        zombies.put(attempt.id(), attempt, step.nowMillis() + cancelGrace.toMillis());
        step.say(new Output.InterruptTask(attempt.id(), attempt.executor()));
    }

    void endPatience() {
        for (var batch : batches.expire(step.nowMillis())) {
            step.say(new Output.RecallTasks(batch.ids(), batch.at.id));
        }
        for (var attempt : zombies.due(step.nowMillis())) {
            slots.vacate(attempt);
            step.say(new Output.AbandonTask(attempt.id(), attempt.executor()));
        }
        if (step.nowMillis() >= nextLookMillis) {
            lookForSlowTasks();
        }
    }

    private void watch(Stage stage) {
        if (watched.isEmpty()) {
            nextLookMillis = step.nowMillis() + speculation.interval().toMillis();
        }
        watched.add(stage);
    }

    private void lookForSlowTasks() {
        nextLookMillis = step.nowMillis() + speculation.interval().toMillis();
        watched.removeIf(stage -> stage.dropped || stage.isQuiet());
        for (var stage : watched) {
            stage.lookForSlowTasks(speculation, step.nowMillis());
            refresh(stage);
        }
    }

    /// Gives out what is free, stage by stage. One that asks for more than is free is passed over, but what it lacks is
    /// held back from those behind it: so in the end it gets it, however many small tasks there are.
    void launchTasks() {
        do {
            begunMaking = false;
            launchTurns();
            // Who has kept its turn may have to wait for the makers launched after it, and then holds nothing back.
        } while (ready.comeBack() && begunMaking);
    }

    private void launchTurns() {
        while (!ready.isEmpty() && slots.hasOpen()) {
            var stage = ready.first();
            var demand = stage.spec.demand();
            var next = stage.nextLaunchable(caches);
            if (next < 0 && stage.hasSlowTasks()) {
                launchCopy(stage);
                continue;
            }
            if (next < 0 || (stage.spec.barrier() && stage.waitsAsWhole(caches))) {
                ready.refresh(stage); // all that is left of it waits for others
                continue;
            }
            var together = stage.spec.barrier() ? stage.pendingTasks() : 1;
            if (!slots.haveSlotsFor(together, demand)) {
                slots.hold(together, demand);
                ready.passOver(stage);
                continue;
            }
            if (stage.state instanceof StageState.Ready) {
                var tasks = stage.pendingTasks();
                step.say(
                        new Output.StageStarted(
                                stage.id(), stage.spec.name(), tasks, stage.startRun(step.nowMillis())));
            }
            step.say(stage.spec.barrier() ? launchGang(stage) : launchBatch(stage, next));
            ready.served(stage);
        }
        slots.holdNothing();
    }

    /// A slow task gets a second attempt elsewhere, if there is room.
    private void launchCopy(Stage stage) {
        var demand = stage.spec.demand();
        var slow = stage.takeSlowTask(first -> slots.freestBeside(first, demand).isPresent());
        slow.ifPresent(first -> {
            var executor = slots.freestBeside(first.batch().at, demand).orElseThrow();
            var copy = new TaskGroup(executor, slots.take(executor, demand), step.number(), step.nowMillis());
            executor.occupants.add(copy);
            stage.launchCopy(first.id().partition(), copy);
            step.say(new Output.LaunchTasks(copy.ids(), executor.id, copy.grant, true));
        });
        if (slow.isEmpty() && stage.hasSlowTasks()) {
            ready.skip(stage);
        } else {
            ready.refresh(stage);
        }
    }

    private Output launchGang(Stage stage) {
        caches.startAnew(stage, (key, at) -> step.say(new Output.EvictPartition(key.cache(), key.partition(), at)));
        var members = new ArrayList<Output.LaunchTasks>();
        for (var next = stage.nextLaunchable(caches); next >= 0; next = stage.nextLaunchable(caches)) {
            members.add(toLaunch(fill(stage, next)));
        }
        return new Output.LaunchGang(members);
    }

    private Output launchBatch(Stage stage, int next) {
        if (speculation.enabled()) {
            stage.watch();
            watch(stage);
        }
        var batch = fill(stage, next);
        batches.add(batch);
        return toLaunch(batch);
    }

    private TaskGroup fill(Stage stage, int first) {
        var demand = stage.spec.demand();
        var size = stage.batchSize(slots.total());
        var executor = slots.freestFor(demand);
        var batch = new TaskGroup(executor, slots.take(executor, demand), step.number(), step.nowMillis());
        executor.occupants.add(batch);
        for (var next = first; next >= 0 && batch.size() < size; ) {
            begunMaking |= caches.begin(stage.launch(next, batch), stage);
            next = batch.size() < size ? stage.nextLaunchable(caches) : -1;
        }
        return batch;
    }

    private static Output.LaunchTasks toLaunch(TaskGroup batch) {
        return new Output.LaunchTasks(batch.ids(), batch.at.id, batch.grant, false);
    }

    /// When the first batch or zombie is overdue.
    long nextMillis() {
        var look = watched.isEmpty() ? Long.MAX_VALUE : nextLookMillis;
        return Math.min(look, Math.min(batches.nextDeadlineMillis(), zombies.nextMillis()));
    }

    /// The stages that could start, but that no executor could ever run.
    List<Stage> starving() {
        return ready.all().stream().filter(stage -> slots.fittingWhenIdle(stage.spec.demand()) == 0).toList();
    }

    /// Whether executors or stages that could start have come or gone since this was asked.
    boolean takeChanged() {
        var changed = this.changed || ready.takeChanged();
        this.changed = false;
        return changed;
    }
}
