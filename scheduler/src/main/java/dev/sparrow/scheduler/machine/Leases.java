/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Deadlines;
import dev.sparrow.value.ExecutorId;

import java.time.Duration;
import java.util.List;

/// How long each executor counts as living without another word of it.
///
/// After a time in which the driver itself stood still nobody is lost for a while: what executors said meanwhile waits
/// for it.
final class Leases {
    private final MachineStep step;
    private final long lengthMillis;
    private final Deadlines<ExecutorId, ExecutorId> running = new Deadlines<>();
    private long noneBeforeMillis;

    Leases(MachineStep step, Duration length) {
        this.step = step;
        this.lengthMillis = length.toMillis();
    }

    /// The executor lives.
    void renew(ExecutorId executor) {
        if (lengthMillis > 0) {
            running.put(executor, executor, step.nowMillis() + lengthMillis);
        }
    }

    void end(ExecutorId executor) {
        running.remove(executor);
    }

    long nextMillis() {
        var next = running.nextMillis();
        return next == Long.MAX_VALUE ? next : Math.max(next, noneBeforeMillis);
    }

    /// Takes out those that have run out.
    ///
    /// @param lateMillis how long ago that should have been asked
    List<ExecutorId> expire(long lateMillis) {
        var noticeableMillis = lengthMillis / 4;
        if (lateMillis > noticeableMillis) {
            noneBeforeMillis = step.nowMillis() + noticeableMillis;
        }
        return step.nowMillis() < noneBeforeMillis ? List.of() : running.due(step.nowMillis());
    }
}
