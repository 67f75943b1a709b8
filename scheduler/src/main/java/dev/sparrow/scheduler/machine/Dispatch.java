/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.scheduler.index.Deadlines;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.scheduler.slots.Slots;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.Lists;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Brings tasks that could start and slots that are free together, and slots back from attempts that nobody awaits.
final class Dispatch {
    private static final Bits NOBODY = new Bits();

    private final MachineStep step;
    private final Caches caches;
    private final Duration cancelGrace;
    private final Pools ready;
    private final Slots slots = new Slots();
    private final Locality locality;
    private final TaskGroups batches = new TaskGroups();

    /// Interrupted attempts whose threads may still run.
    private final Deadlines<AttemptId, Attempt> zombies = new Deadlines<>();

    private final Meetings meetings;
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
        this.meetings = new Meetings(step);
        this.locality = new Locality(step, slots, caches, limits.policies());
        this.speculation = limits.policies().speculation();
        this.cancelGrace = limits.cancelGrace();
        this.ready = new Pools(limits.policies().sharing());
    }

    Meetings meetings() {
        return meetings;
    }

    int occupiedSlots() {
        return slots.occupied();
    }

    boolean hasExecutor(ExecutorId id) {
        return slots.contains(id);
    }

    void join(ExecutorId id, Capacity capacity, String host) {
        locality.joined(slots.join(id, capacity, host));
        changed = true;
    }

    /// Whether some executor can ever give that, as far as is known: while there is none, one may still come.
    boolean canEverHave(Demand demand) {
        return !slots.haveExecutors() || slots.fittingWhenIdle(demand) > 0;
    }

    /// Whether one that is given something, other than these, could ever give that.
    boolean hasAnyFor(Demand demand, Set<ExecutorId> without) {
        return slots.canEverHave(demand, without);
    }

    /// Gives an executor nothing more until it is readmitted.
    void exclude(ExecutorId id) {
        slots.find(id).ifPresent(slots::exclude);
        changed = true;
    }

    void readmit(ExecutorId id) {
        slots.find(id).ifPresent(slots::readmit);
        changed = true;
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
        var lost = slots.lose(id);
        locality.lost(lost);
        return batches.lose(lost).stream().filter(attempt -> zombies.remove(attempt).isEmpty()).toList();
    }

    /// The thread of an attempt that was awaited until now is free.
    void vacate(Attempt attempt) {
        var batch = attempt.batch();
        if (batch.vacate(attempt)) {
            batches.vacate(batch);
            slots.giveBack(batch.at, batch.grant);
        }
    }

    /// The thread of an attempt is free, if it was a zombie's.
    void vacateZombie(AttemptId id) {
        if (!zombies.isEmpty()) {
            zombies.remove(id).ifPresent(this::vacate);
        }
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
        if (!attempt.made().isEmpty()) {
            caches.end(attempt, done, this::refresh);
        }
    }

    void forget(Stage stage) {
        ready.remove(stage);
    }

    void interrupt(Stage stage) {
        stage.stop().forEach(this::interrupt);
        meetings.end(stage.id());
    }

    /// An attempt is not awaited any more.
    void interrupt(Attempt attempt) {
        endMaking(attempt, false);
        zombies.put(attempt.id(), attempt, step.nowMillis() + cancelGrace.toMillis());
        step.say(new Output.InterruptTask(attempt.id(), attempt.executor()));
    }

    void endPatience() {
        for (var batch : batches.expire(step.nowMillis())) {
            step.say(new Output.RecallTasks(batch.ids(), batch.at.id()));
        }
        for (var attempt : zombies.due(step.nowMillis())) {
            vacate(attempt);
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
        watched.removeIf(stage -> stage.dropped || stage.awaited.tasks() == 0);
        for (var stage : watched) {
            stage.lookForSlowTasks(speculation, step.nowMillis());
            refresh(stage);
        }
    }

    /// Gives out what is free, stage by stage. One that asks for more than is free is passed over, but what it lacks is
    /// held back from those behind it: so in the end it gets it, however many small tasks there are.
    void launchTasks() {
        locality.begin();
        do {
            begunMaking = false;
            launchTurns();
            // Who has kept its turn may have to wait for the makers launched after it, and then holds nothing back.
        } while (ready.comeBack() && begunMaking);
        locality.end();
    }

    private void launchTurns() {
        while (!ready.isEmpty() && slots.hasOpen()) {
            launchFrom(ready.first());
        }
        slots.holdNothing();
    }

    private void launchFrom(Stage stage) {
        var next = stage.pending.next(caches);
        if (next < 0 && !stage.pending.hasBurnt()) {
            if (stage.awaited.hasSlow()) {
                launchCopy(stage);
            } else {
                ready.refresh(stage); // all that is left of it waits for others
            }
        } else if (stage.spec.barrier()) {
            launchAllFrom(stage);
        } else if (!slots.haveSlotsFor(1, stage.spec.demand())) {
            passOver(stage, 1, locality.avoided(stage, next));
        } else {
            var place = locality.of(stage, next);
            if (place.isPresent()) {
                launchOneFrom(stage, place.get());
            } else {
                wait(stage, next);
            }
        }
    }

    /// There is room, but not where the stage would have it.
    private void wait(Stage stage, int next) {
        var avoided = locality.avoided(stage, next);
        if (!avoided.isEmpty() && slots.freestFor(stage.spec.demand(), avoided).isEmpty()) {
            passOver(stage, 1, avoided);
        } else {
            ready.skip(stage);
        }
    }

    private void launchAllFrom(Stage stage) {
        var together = stage.pendingTasks();
        if (stage.pending.waitsAsWhole(caches)) {
            ready.refresh(stage);
        } else if (!slots.haveSlotsFor(together, stage.spec.demand())) {
            passOver(stage, together, NOBODY);
        } else {
            startRun(stage);
            step.say(launchGang(stage));
            ready.served(stage);
        }
    }

    private void launchOneFrom(Stage stage, LocalTasks.Place place) {
        startRun(stage);
        step.say(launchBatch(stage, place));
        ready.served(stage);
    }

    /// What it lacks is held back for it.
    private void passOver(Stage stage, int together, Bits without) {
        slots.hold(together, stage.spec.demand(), without);
        ready.passOver(stage);
    }

    private void startRun(Stage stage) {
        if (stage.state instanceof StageState.Ready) {
            var tasks = stage.pendingTasks();
            step.say(new Output.StageStarted(stage.id(), stage.spec.name(), tasks, stage.startRun(step.nowMillis())));
        }
    }

    /// A slow task gets a second attempt elsewhere, if there is room.
    private void launchCopy(Stage stage) {
        var slow = stage.awaited.takeSlow(first -> locality.beside(first, stage).isPresent());
        slow.ifPresent(first -> {
            var executor = locality.beside(first, stage).orElseThrow();
            var copy = group(executor, stage);
            stage.awaited.launchSecond(first.id().partition(), copy);
            step.say(new Output.LaunchTasks(copy.ids(), executor.id(), copy.grant, true));
        });
        if (slow.isEmpty() && stage.awaited.hasSlow()) {
            ready.skip(stage);
        } else {
            ready.refresh(stage);
        }
    }

    private Output launchGang(Stage stage) {
        caches.startAnew(stage);
        var members = new ArrayList<TaskGroup>();
        for (var next = stage.pending.next(caches); next >= 0; next = stage.pending.next(caches)) {
            var executor = slots.freestFor(stage.spec.demand());
            members.add(fill(stage, LocalTasks.Place.anywhere(next, executor), 1));
        }
        meetings.begin(stage.id(), Lists.map(members, TaskGroup::first));
        return new Output.LaunchGang(Lists.map(members, Dispatch::toLaunch));
    }

    private Output launchBatch(Stage stage, LocalTasks.Place place) {
        if (speculation.enabled()) {
            stage.awaited.watch();
            watch(stage);
        }
        var batch = fill(stage, place, stage.batchSize(slots.total()));
        batches.add(batch);
        return toLaunch(batch);
    }

    private TaskGroup fill(Stage stage, LocalTasks.Place place, int size) {
        var batch = group(place.at(), stage);
        for (var next = place.partition(); next >= 0; ) {
            begunMaking |= caches.begin(stage.launch(next, batch), stage);
            next = batch.size() < size ? locality.next(stage, place) : -1;
        }
        return batch;
    }

    private TaskGroup group(ExecutorSlots executor, Stage stage) {
        var grant = slots.take(executor, stage.spec.demand());
        var group = new TaskGroup(executor, grant, step.number(), step.nowMillis());
        batches.occupy(group);
        return group;
    }

    private static Output.LaunchTasks toLaunch(TaskGroup batch) {
        return new Output.LaunchTasks(batch.ids(), batch.at.id(), batch.grant, false);
    }

    /// When the first batch or zombie is overdue.
    long nextMillis() {
        var look = Math.min(locality.nextMillis(), watched.isEmpty() ? Long.MAX_VALUE : nextLookMillis);
        return Math.min(look, Math.min(batches.nextDeadlineMillis(), zombies.nextMillis()));
    }

    /// The stages that could start, but that no executor could ever run.
    List<Stage> starving() {
        return Lists.filter(ready.all(), locality::isHopeless);
    }

    /// Whether executors or stages that could start have come or gone since this was asked.
    boolean takeChanged() {
        var changed = this.changed || ready.takeChanged();
        this.changed = false;
        return changed;
    }
}
