/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import java.util.Optional;

/// The count of events that listeners were too slow for. For any thread.
final class LeftOut {
    private volatile boolean on;
    private long ofTasks;
    private long others;

    /// Whether events of tasks are left out now.
    boolean isOn() {
        return on;
    }

    /// From now on events of tasks are left out; returns whether they were not before.
    synchronized boolean begin() {
        var began = !on;
        on = true;
        return began;
    }

    synchronized void add(boolean ofTask) {
        if (ofTask) {
            ofTasks++;
        } else {
            others++;
        }
    }

    /// There is room again. Returns what to tell of what is missing; empty if nothing is.
    Optional<String> end() {
        return on ? told() : Optional.empty();
    }

    private synchronized Optional<String> told() {
        var missing = ofTasks + others;
        var text =
                "Listeners were slower than the jobs: "
                        + ofTasks
                        + " events of tasks were left out"
                        + (others == 0 ? "" : ", and " + others + " others")
                        + ". Counts and figures made of events are too low by that; the jobs themselves are not concerned.";
        on = false;
        ofTasks = 0;
        others = 0;
        return missing == 0 ? Optional.empty() : Optional.of(text);
    }
}
