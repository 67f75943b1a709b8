/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

/// When the machine wants to be told next that time has passed.
final class Alarm {
    private static final long NEVER = Long.MAX_VALUE;

    private final MachineStep step;
    private long setMillis = NEVER;

    Alarm(MachineStep step) {
        this.step = step;
    }

    /// It rings. Returns how late: so long nobody was served, and whoever is silent may have spoken.
    long ring() {
        var late = setMillis == NEVER ? 0 : Math.max(0, step.nowMillis() - setMillis);
        setMillis = NEVER;
        return late;
    }

    /// Asks for a tick at a deadline, unless one was asked for that comes before.
    void set(long deadlineMillis) {
        if (deadlineMillis < setMillis) {
            setMillis = deadlineMillis;
            step.say(new Output.WakeAt(deadlineMillis));
        }
    }
}
