/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/// How full the Java heap is, garbage not counted.
public interface HeapLevel {

    /// What the last collection of each part of the heap has left. What was made since then is not counted.
    long liveBytes();

    /// What the heap may grow to.
    long maxBytes();

    /// What the JVM tells of its own.
    HeapLevel OF_JVM =
            new HeapLevel() {
                @Override
                public long liveBytes() {
                    var bytes = 0L;
                    for (var pool : Pools.ALL) {
                        var usage = pool.getCollectionUsage();
                        bytes += usage == null ? 0 : usage.getUsed();
                    }
                    return bytes;
                }

                @Override
                public long maxBytes() {
                    return Runtime.getRuntime().maxMemory();
                }
            };

    /// Found at the first look, since that takes a while.
    final class Pools {
        private static final List<MemoryPoolMXBean> ALL =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                        .toList();

        private Pools() {}
    }
}
