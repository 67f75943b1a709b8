/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import com.sun.management.ThreadMXBean;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/// Reads what the JVM knows of its heap and of the work that it has with it. In a full heap each object may cost a
/// collection, so this makes next to none.
final class HeapGauge {
    private static final GarbageCollectorMXBean[] COLLECTORS =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(HeapGauge::stopsTheProgram)
                    .toArray(GarbageCollectorMXBean[]::new);

    /// Where objects stay that live long. Only of such pools the JVM tells that they fill.
    private static final MemoryPoolMXBean OLD_GENERATION =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                    .findFirst()
                    .orElseThrow();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private HeapGauge() {}

    static HeapWatch.Verdict look(HeapWatch watch) {
        return watch.step(
                nowMillis(), collectingMillis(), collections(), THREADS.getTotalThreadAllocatedBytes(), isFull());
    }

    static boolean isFull() {
        return HeapWatch.isFull(usedBytes(), maxBytes());
    }

    /// What is alive, and what was made since the last collection: while the collector does nearly all the work, that
    /// is next to nothing.
    static long usedBytes() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    static long maxBytes() {
        return Runtime.getRuntime().maxMemory();
    }

    private static long collections() {
        var count = 0L;
        for (var i = 0; i < COLLECTORS.length; i++) {
            count += Math.max(0, COLLECTORS[i].getCollectionCount());
        }
        return count;
    }

    /// From any fixed moment.
    static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    /// How long the program stood still for the collector so far.
    static long collectingMillis() {
        var millis = 0L;
        for (var i = 0; i < COLLECTORS.length; i++) {
            millis += Math.max(0, COLLECTORS[i].getCollectionTime());
        }
        return millis;
    }

    /// What the old generation still takes. Makes a few objects.
    static long oldGenerationRest() {
        var usage = OLD_GENERATION.getUsage();
        return usage.getMax() - usage.getUsed();
    }

    /// Some collectors also count what they do beside the program.
    private static boolean stopsTheProgram(GarbageCollectorMXBean collector) {
        return !collector.getName().contains("Cycles") && !collector.getName().contains("Concurrent");
    }
}
