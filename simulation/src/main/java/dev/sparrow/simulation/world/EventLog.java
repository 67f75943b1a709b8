/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened in a world, a line each: the transcript of a run. The same plan gives the same lines.
public final class EventLog {
    private static final int SHOWN_LINES_MAX = 100_000;

    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    private EventLog(boolean on) {
        this.on = on;
    }

    /// A log that keeps nothing: for runs by the thousand.
    public static EventLog off() {
        return new EventLog(false);
    }

    /// A log that keeps its first hundred thousand lines.
    public static EventLog on() {
        return new EventLog(true);
    }

    void add(long nanos, Supplier<String> line) {
        if (on && lines.size() < SHOWN_LINES_MAX) {
            lines.add("%,12.3f ms  %s".formatted(nanos / 1e6, line.get()));
        }
    }

    public List<String> lines() {
        return lines;
    }
}
