/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.ArrayList;
import java.util.List;

/// An attempt that was launched.
final class Attempt {
    private final AttemptId id;
    private final TaskGroup batch;

    /// Its thread has done with it.
    private boolean vacated;

    private List<Caches.Key> made = List.of();

    Attempt(AttemptId id, TaskGroup batch) {
        this.id = id;
        this.batch = batch;
    }

    AttemptId id() {
        return id;
    }

    TaskGroup batch() {
        return batch;
    }

    ExecutorId executor() {
        return batch.at.id();
    }

    /// It knows outputs up to and including this step.
    long step() {
        return batch.step;
    }

    /// It is the maker of a cached partition.
    void makes(Caches.Key partition) {
        if (made.isEmpty()) {
            made = new ArrayList<>(1);
        }
        made.add(partition);
    }

    /// Of which it was the maker when it was launched.
    List<Caches.Key> made() {
        return made;
    }

    boolean isVacated() {
        return vacated;
    }

    void vacate() {
        vacated = true;
    }
}
