/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.ArrayList;
import java.util.List;

/// The step that the machine is in: its number, its time, what is to be done after it, and when the machine wants to be
/// told next that time has passed.
final class MachineStep {
    private static final long NEVER = Long.MAX_VALUE;

    private long number;
    private long nowMillis = Long.MIN_VALUE;
    private long wakeMillis = NEVER;
    private final List<Output> outputs = new ArrayList<>();

    /// Time that goes back stands still.
    void begin(long timeMillis) {
        nowMillis = Math.max(nowMillis, timeMillis);
        number++;
        outputs.clear();
    }

    long number() {
        return number;
    }

    long nowMillis() {
        return nowMillis;
    }

    /// Time has passed, as was wanted. Returns how late that comes: so long nobody was served, and whoever is silent
    /// may have spoken.
    long wake() {
        var late = wakeMillis == NEVER ? 0 : Math.max(0, nowMillis - wakeMillis);
        wakeMillis = NEVER;
        return late;
    }

    /// Asks for a tick at a deadline, unless one was asked for that comes before.
    void wakeAt(long deadlineMillis) {
        if (deadlineMillis < wakeMillis) {
            wakeMillis = deadlineMillis;
            say(new Output.WakeAt(deadlineMillis));
        }
    }

    void say(Output output) {
        outputs.add(output);
    }

    List<Output> outputs() {
        return outputs.size() == 1 ? List.of(outputs.getFirst()) : List.copyOf(outputs); // mostly there is one
    }
}
