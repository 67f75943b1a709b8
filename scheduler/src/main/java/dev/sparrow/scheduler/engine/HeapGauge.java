/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.scheduler.machine.HeapWatch;
import dev.sparrow.storage.memory.HeapLevel;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Reads what the JVM knows of its heap and of the work that it has with it.
final class HeapGauge {
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    private HeapGauge() {}

    static HeapWatch.Sample read() {
        var millis = 0L;
        for (var collector : COLLECTORS) {
            millis += stopsTheProgram(collector) ? Math.max(0, collector.getCollectionTime()) : 0;
        }
        var heap = HeapLevel.OF_JVM;
        return new HeapWatch.Sample(System.nanoTime() / 1_000_000, millis, heap.liveBytes(), heap.maxBytes());
    }

    /// Some collectors also count what they do beside the program.
    private static boolean stopsTheProgram(GarbageCollectorMXBean collector) {
        return !collector.getName().contains("Cycles") && !collector.getName().contains("Concurrent");
    }
}
