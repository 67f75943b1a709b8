/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tables;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Measures programs by turns, so that what else the machine does meets all of them, after some turns that warm them
/// up: medians of wall time and of the processor time of all threads. All must have the same answer.
final class Turns {
    private static final int WARM_UPS = 8;
    private static final int RUNS = 11;

    private final Map<String, Callable<Double>> programs = new LinkedHashMap<>();

    /// Medians, in milliseconds.
    record Time(double wall, double cpu) {}

    /// Adds a program.
    ///
    /// @param program returns its answer
    Turns add(String name, Callable<Double> program) {
        programs.put(name, program);
        return this;
    }

    Map<String, Time> measure() throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var names = List.copyOf(programs.keySet());
        var walls = new double[names.size()][RUNS];
        var cpus = new double[names.size()][RUNS];
        var first = programs.get(names.getFirst()).call();
        for (var run = -WARM_UPS; run < RUNS; run++) {
            for (var i = 0; i < walls.length; i++) {
                var cpu = system.getProcessCpuTime();
                var wall = System.nanoTime();
                var answer = programs.get(names.get(i)).call();
                if (run >= 0) {
                    walls[i][run] = (System.nanoTime() - wall) / 1e6;
                    cpus[i][run] = (system.getProcessCpuTime() - cpu) / 1e6;
                }
                if (Math.abs(first - answer) > 1e-9 * Math.abs(first)) {
                    throw new IllegalStateException(
                            names.get(i) + " answers " + answer + ", " + names.getFirst() + " " + first);
                }
            }
        }
        var times = new LinkedHashMap<String, Time>();
        for (var i = 0; i < walls.length; i++) {
            times.put(names.get(i), new Time(median(walls[i]), median(cpus[i])));
        }
        return times;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
