/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/// The greatest heap of every measured JVM: half of the machine's memory, 8 GiB at most.
public final class Heap {
    private static final long MOST = 8L << 30;

    private Heap() {}

    public static long bytes() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.min(MOST, system.getTotalMemorySize() / 2);
    }
}
