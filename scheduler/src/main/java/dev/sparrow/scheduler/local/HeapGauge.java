/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.scheduler.machine.HeapWatch;
import dev.sparrow.storage.memory.HeapLevel;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Reads what the JVM knows of its heap and of the work that it has with it.
final class HeapGauge {
    private HeapGauge() {}

    /// Found when somebody looks for the first time, since that takes a while. Some collectors also count what they do
    /// beside the program.
    private static final class Collectors {
        private static final List<GarbageCollectorMXBean> THAT_STOP_THE_PROGRAM =
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .filter(each -> !each.getName().contains("Cycles") && !each.getName().contains("Concurrent"))
                        .toList();
    }

    static HeapWatch.Sample read() {
        var millis = 0L;
        for (var collector : Collectors.THAT_STOP_THE_PROGRAM) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        var heap = HeapLevel.OF_JVM;
        return new HeapWatch.Sample(System.nanoTime() / 1_000_000, millis, heap.liveBytes(), heap.maxBytes());
    }
}
