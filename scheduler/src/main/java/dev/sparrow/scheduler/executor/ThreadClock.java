/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.event.TaskMetrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/// What attempts that run one after another on one thread take of its CPU time, and of collections. Used by that
/// thread.
///
/// To read the CPU time of a thread costs a microsecond or two, more than a small task does. So it is not read for
/// short attempts: one that ran for less than [#SHORT_NANOS] is taken to have computed all of the time.
final class ThreadClock {
    private static final long SHORT_NANOS = 100_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean MEASURES_CPU = THREADS.isCurrentThreadCpuTimeSupported();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    /// Whether the clocks have to be read when the next attempt begins.
    private boolean stale = true;

    /// The clocks at the begin of the attempt that runs, or where that is unknown, at most that.
    private long begunCpuNanos;

    private long begunGcMillis;

    void begin() {
        if (stale) {
            begunCpuNanos = cpuNanos();
            begunGcMillis = gcMillis();
            stale = false;
        }
    }

    void end(long ranNanos) {
        if (ranNanos < SHORT_NANOS) {
            begunCpuNanos += ranNanos;
        } else {
            stale = true;
        }
    }

    /// Of the attempt that runs, so far.
    TaskMetrics.Times times(Duration queued, long ranNanos) {
        if (ranNanos < SHORT_NANOS) {
            return new TaskMetrics.Times(queued, Duration.ofNanos(MEASURES_CPU ? ranNanos : 0), Duration.ZERO);
        }
        return new TaskMetrics.Times(
                queued,
                Duration.ofNanos(Math.clamp(cpuNanos() - begunCpuNanos, 0, ranNanos)),
                Duration.ofMillis(gcMillis() - begunGcMillis));
    }

    private static long cpuNanos() {
        return MEASURES_CPU ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    private static long gcMillis() {
        var millis = 0L;
        for (var collector : COLLECTORS) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }
}
