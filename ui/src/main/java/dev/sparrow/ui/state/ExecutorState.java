/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.value.ExecutorId;

/// An executor, as far as events have told of it.
public final class ExecutorState {
    private final ExecutorId id;
    private final String host;
    private final int slots;
    private final long joined;
    private long left = JobState.NEVER;
    private String cause = "";

    ExecutorState(ExecutorId id, String host, int slots, long joined) {
        this.id = id;
        this.host = host;
        this.slots = slots;
        this.joined = joined;
    }

    void leave(long at, String why) {
        left = at;
        cause = why;
    }

    public ExecutorId id() {
        return id;
    }

    public String host() {
        return host;
    }

    public int slots() {
        return slots;
    }

    public long joined() {
        return joined;
    }

    /// [Long#MAX_VALUE] while it is there.
    public long left() {
        return left;
    }

    /// Why it left; empty if it did not.
    public String cause() {
        return cause;
    }
}
