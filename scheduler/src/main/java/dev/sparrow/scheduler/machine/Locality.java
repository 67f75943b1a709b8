/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.scheduler.slots.Slots;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Chooses which task of a stage starts next, and where: near its data ([LocalTasks]), not where it has failed
/// ([StageFailures]), and else where most slots are free.
final class Locality {
    private static final Bits NOBODY = new Bits();

    private final MachineStep step;
    private final Slots slots;
    private final Caches caches;
    private final long waitMillis;

    /// Whose tasks would rather run somewhere.
    private final Set<Stage> choosy = new LinkedHashSet<>();

    private boolean full;
    private long lastFullMillis = Long.MIN_VALUE;

    /// When the first stage that leaves slots free goes on to worse places.
    private long deadlineMillis = Long.MAX_VALUE;

    Locality(MachineStep step, Slots slots, Caches caches, Policies policies) {
        this.step = step;
        this.slots = slots;
        this.caches = caches;
        this.waitMillis = policies.localityWait().toMillis();
    }

    /// Slots are about to be given out.
    void begin() {
        deadlineMillis = Long.MAX_VALUE;
        noteIfFull();
    }

    /// All that is wanted was given out.
    void end() {
        full = !slots.hasOpen();
        noteIfFull();
    }

    /// No slot was free up to now.
    private void noteIfFull() {
        if (full) {
            lastFullMillis = step.nowMillis();
        }
    }

    /// When to look again, if nothing happens before.
    long nextMillis() {
        return deadlineMillis;
    }

    void joined(ExecutorSlots executor) {
        living().forEach(stage -> stage.pending.local().joined(executor));
    }

    void lost(ExecutorSlots executor) {
        living().forEach(stage -> stage.pending.local().lost(executor));
    }

    private Set<Stage> living() {
        choosy.removeIf(stage -> stage.dropped || stage.pending.local() == null);
        return choosy;
    }

    /// A task of a stage that is to start now, and where; empty if there is no room where it would run. There is room
    /// somewhere.
    ///
    /// @param next a task that may start anywhere; -1 if there is none
    Optional<LocalTasks.Place> of(Stage stage, int next) {
        if (stage.pending.hasBurnt()) {
            var burnt = ofBurnt(stage);
            if (burnt.isPresent() || next < 0) {
                return burnt;
            }
        }
        var demand = stage.spec.demand();
        var avoided = avoided(stage);
        var freest = avoided.isEmpty() ? Optional.of(slots.freestFor(demand)) : slots.freestFor(demand, avoided);
        if (freest.isEmpty()) {
            return Optional.empty();
        }
        if (!LocalTasks.matterTo(stage.spec)) {
            return Optional.of(LocalTasks.Place.anywhere(next, freest.get()));
        }
        var local = local(stage);
        var place = local.pick(next, freest.get(), avoided, step.nowMillis(), lastFullMillis);
        if (place.isEmpty()) {
            deadlineMillis = Math.min(deadlineMillis, local.deadlineMillis());
        }
        return place;
    }

    /// A task that has failed is content with any place where it has not.
    private Optional<LocalTasks.Place> ofBurnt(Stage stage) {
        for (var p = stage.pending.nextBurnt(0, caches); p >= 0; p = stage.pending.nextBurnt(p + 1, caches)) {
            var executor = slots.freestFor(stage.spec.demand(), slots.numbers(stage.failures.avoidedBy(p)));
            if (executor.isPresent()) {
                return Optional.of(LocalTasks.Place.anywhere(p, executor.get()));
            }
        }
        return Optional.empty();
    }

    private LocalTasks local(Stage stage) {
        if (stage.pending.local() == null) {
            stage.pending.prefer(new LocalTasks(stage, slots, caches, waitMillis, step.nowMillis()));
            choosy.add(stage);
        }
        return stage.pending.local();
    }

    /// Another task for the same launch; -1 if there is none.
    int next(Stage stage, LocalTasks.Place place) {
        var local = stage.pending.local();
        return local == null ? stage.pending.next(caches) : local.nextAt(place);
    }

    /// The numbers of the executors that all tasks of a stage avoid.
    private Bits avoided(Stage stage) {
        var avoided = stage.failures.avoided();
        return avoided.isEmpty() ? NOBODY : slots.numbers(avoided);
    }

    /// The numbers of the executors that the next task of a stage avoids.
    ///
    /// @param next a task that may start anywhere; -1 if all that are left have failed before
    Bits avoided(Stage stage, int next) {
        var burnt = next < 0 ? stage.pending.nextBurnt(0, caches) : -1;
        return burnt < 0 ? avoided(stage) : slots.numbers(stage.failures.avoidedBy(burnt));
    }

    /// Whether no executor that is there could ever run some task of a stage.
    boolean isHopeless(Stage stage) {
        var demand = stage.spec.demand();
        var burnt = stage.pending.burnt();
        var hopeless = !slots.canEverHave(demand, stage.failures.avoided());
        for (var p = burnt.nextSetBit(0); p >= 0 && !hopeless; p = burnt.nextSetBit(p + 1)) {
            hopeless = !slots.canEverHave(demand, stage.failures.avoidedBy(p));
        }
        return hopeless;
    }

    /// Where a second attempt at a task can start.
    Optional<ExecutorSlots> beside(Attempt first, Stage stage) {
        var avoided = slots.numbers(stage.failures.avoidedBy(first.id().partition()));
        avoided.add(first.batch().at.number());
        return slots.freestFor(stage.spec.demand(), avoided);
    }
}
