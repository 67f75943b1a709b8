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
import java.time.Instant;
import java.util.List;

/// The time of one attempt by the clocks of its thread and its JVM. Begins on the thread that runs it, which asks it.
final class TaskClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean MEASURES_CPU = THREADS.isCurrentThreadCpuTimeSupported();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    private final long arrivedNanos = System.nanoTime();
    private long begunNanos = arrivedNanos;
    private long begunCpuNanos;
    private long begunGcMillis;

    void begin() {
        begunNanos = System.nanoTime();
        begunCpuNanos = cpuNanos();
        begunGcMillis = gcMillis();
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

    Duration ran() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    TaskMetrics.Times times() {
        return new TaskMetrics.Times(
                Duration.ofNanos(begunNanos - arrivedNanos),
                Duration.ofNanos(cpuNanos() - begunCpuNanos),
                Duration.ofMillis(gcMillis() - begunGcMillis));
    }

    static Instant now() {
        return Instant.now();
    }
}
