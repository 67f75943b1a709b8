/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Measures programs by turns, so that what else the machine does meets all of them: the least processor time of some
/// runs, of all threads of this process. All must have the same answer.
final class CpuTimes {
    private static final int RUNS = 20;

    private final Map<String, Callable<Double>> programs = new LinkedHashMap<>();

    /// Adds a program.
    ///
    /// @param program returns its answer
    CpuTimes add(String name, Callable<Double> program) {
        programs.put(name, program);
        return this;
    }

    /// Nanoseconds by program.
    Map<String, Double> measure() throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var names = List.copyOf(programs.keySet());
        var least = new double[names.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        var answers = new ArrayList<Double>();
        for (var run = 0; run < RUNS; run++) {
            for (var i = 0; i < least.length; i++) {
                var begin = system.getProcessCpuTime();
                answers.add(programs.get(names.get(i)).call());
                least[i] = Math.min(least[i], (double) (system.getProcessCpuTime() - begin));
                requireNear(answers.getFirst(), answers.getLast(), names.get(i));
            }
        }
        var times = new LinkedHashMap<String, Double>();
        for (var i = 0; i < least.length; i++) {
            times.put(names.get(i), least[i]);
        }
        return times;
    }

    static void requireNear(double expected, double answer, String name) {
        if (Math.abs(expected - answer) > 1e-9 * Math.abs(expected)) {
            throw new IllegalStateException(name + " answers " + answer + ", others " + expected);
        }
    }
}
