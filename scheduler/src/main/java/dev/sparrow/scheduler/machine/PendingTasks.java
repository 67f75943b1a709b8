/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.BitSet;

/// The tasks of a stage that are neither done nor running: those that could start, in the order of the partitions, and
/// those that wait until others have made what they would make.
final class PendingTasks {
    private final Stage stage;

    /// Those that could start, wherever there is room.
    private final BitSet ready;

    /// Those that have failed, and could start where they have not.
    private final BitSet burnt = new BitSet();

    /// Those that are not to start before another task has made what they would make.
    private final BitSet waiting = new BitSet();

    private int waitingCount;

    /// The same for a barrier stage as a whole.
    private boolean waitsAsWhole;

    /// None is ready below; saves looking from 0 at each launch.
    private int readyFrom;

    /// Null unless they would rather run somewhere.
    private LocalTasks local;

    PendingTasks(Stage stage, BitSet wanted) {
        this.stage = stage;
        this.ready = (BitSet) wanted.clone();
    }

    /// How many of so many that are pending could start now.
    int launchable(int pending) {
        return waitsAsWhole ? 0 : pending - waitingCount;
    }

    // ---- Those that could start -------------------------------------------------------------------------------------

    /// The next one that could start anywhere; -1 if there is none. Those on the way that have to wait for others are
    /// put aside.
    int next(Caches caches) {
        var partition = ready.nextSetBit(readyFrom);
        while (partition >= 0 && !stage.spec.barrier() && mustWait(partition, caches)) {
            partition = ready.nextSetBit(partition + 1);
        }
        readyFrom = partition < 0 ? ready.size() : partition;
        return partition;
    }

    /// Whether a task could start anywhere; if it has to wait, it is put aside.
    boolean mayStart(int partition, Caches caches) {
        return ready.get(partition) && !mustWait(partition, caches);
    }

    /// The least task from a number on that could start where it has not failed; -1 if there is none.
    int nextBurnt(int from, Caches caches) {
        var partition = burnt.nextSetBit(from);
        while (partition >= 0 && mustWait(partition, caches)) {
            partition = burnt.nextSetBit(partition + 1);
        }
        return partition;
    }

    boolean hasBurnt() {
        return !burnt.isEmpty();
    }

    /// Those that could start where they have not failed. To be read only.
    BitSet burnt() {
        return burnt;
    }

    /// Whether a task has to wait; then it is put aside.
    private boolean mustWait(int partition, Caches caches) {
        var waits = !stage.spec.caches().isEmpty() && caches.mustWait(stage, partition);
        if (waits) {
            take(partition);
            waiting.set(partition);
            waitingCount++;
        }
        return waits;
    }

    /// Whether a task of a barrier stage has to wait for others; then all of them do.
    boolean waitsAsWhole(Caches caches) {
        for (var p = ready.nextSetBit(0);
                p >= 0 && !waitsAsWhole && !stage.spec.caches().isEmpty();
                p = ready.nextSetBit(p + 1)) {
            waitsAsWhole = caches.mustWait(stage, p);
        }
        return waitsAsWhole;
    }

    // ---- Coming and going -------------------------------------------------------------------------------------------

    /// A task is pending.
    void add(int partition) {
        if (stage.failures.isBurnt(partition)) {
            burnt.set(partition);
            return;
        }
        if (local != null) {
            local.add(partition);
        }
        ready.set(partition);
        readyFrom = Math.min(readyFrom, partition);
    }

    /// A task that could start is pending no longer.
    void take(int partition) {
        ready.clear(partition);
        burnt.clear(partition);
    }

    /// Where a pending task has failed may have changed.
    void sort(int partition) {
        if (ready.get(partition) || burnt.get(partition)) {
            take(partition);
            add(partition);
        }
    }

    /// Where tasks have failed is of no matter any more.
    void forgetBurns() {
        for (var p = burnt.nextSetBit(0); p >= 0; p = burnt.nextSetBit(p + 1)) {
            sort(p);
        }
    }

    /// A task waits for others no more, or for other ones.
    void goOn(int partition) {
        waitsAsWhole = false;
        if (waiting.get(partition)) {
            waiting.clear(partition);
            waitingCount--;
            add(partition);
        }
    }

    // ---- Where they would rather run --------------------------------------------------------------------------------

    /// Null if that was not asked for yet, or does not matter.
    LocalTasks local() {
        return local;
    }

    /// From now on it is known where they would rather run.
    void prefer(LocalTasks places) {
        local = places;
        for (var p = ready.nextSetBit(0); p >= 0; p = ready.nextSetBit(p + 1)) {
            local.add(p);
        }
    }

    /// None is pending; where others will rather run is asked for anew.
    void forgetPlaces() {
        local = null;
    }
}
