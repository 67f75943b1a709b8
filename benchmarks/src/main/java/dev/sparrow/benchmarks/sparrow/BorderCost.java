/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import com.sun.management.OperatingSystemMXBean;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;
import dev.sparrow.config.Keys;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The measurement of what it costs that all between driver and executors is bytes: programs on `local-bytes[2]`
/// against the same on `local[2]`, by turns in one process. Exit code 1 says that a target was missed.
public final class BorderCost {
    private static final int WARM_UPS_MIN = 2;

    /// As long as `bench` lets programs warm up, for each of the two.
    private static final double WARM_UP_SECONDS = 3;

    private static final int PAIRS = 7;
    private static final int TASKS = 10_000;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private BorderCost() {}

    private interface Program {
        void run(Sparrow sc);
    }

    /// @param limit the most that bytes may take, as a multiple of the time without them
    private record Row(String name, double limit, Program program) {}

    /// Seconds.
    private record Cost(double wall, double cpu) {}

    /// @param args the folder of the data files, the book that they are made of, the scale of the sizes, and perhaps a
    ///   part of the name of the rows to measure
    public static void main(String[] args) throws IOException {
        var sizes = new Sizes(Double.parseDouble(args[2]));
        var files = new DataFiles(Path.of(args[0]).resolve("scale-" + sizes.scale()));
        files.make(Workload.WORD_COUNT, sizes, Path.of(args[1]));
        var rows =
                List.of(
                        new Row("R1 word count", 1.5, sc -> WordCount.run(sc, files.text().toString()).get()),
                        new Row("R7 a sum by key", 1.5, sc -> SumByKey.run(sc, sizes.pairs(), sizes.keys()).get()),
                        new Row("R9 join", 1.5, sc -> Join.run(sc, sizes.pairs(), sizes.keys()).get()),
                        new Row(TASKS + " empty tasks", 2, sc -> sc.range(0, 1, 1, TASKS).count()));
        var met = true;
        System.out.printf(
                Locale.ROOT,
                "%-20s %10s %10s %10s %10s %8s%n",
                "",
                "local s",
                "bytes s",
                "ratio",
                "CPU ratio",
                "target");
        for (var row : rows) {
            if (args.length < 4 || row.name().contains(args[3])) {
                met &= measure(row);
            }
        }
        System.exit(met ? 0 : 1);
    }

    private static boolean measure(Row row) {
        var local = new ArrayList<Cost>();
        var bytes = new ArrayList<Cost>();
        try (var shared = context("local[2]");
                var apart = context("local-bytes[2]")) {
            warmUp(row, shared);
            warmUp(row, apart);
            for (var run = 0; run < PAIRS; run++) {
                local.add(cost(row, shared));
                bytes.add(cost(row, apart));
            }
        }
        var wall = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        for (var run = 0; run < PAIRS; run++) {
            wall.add(bytes.get(run).wall() / local.get(run).wall());
            cpu.add(bytes.get(run).cpu() / local.get(run).cpu());
        }
        var ratio = median(wall);
        System.out.printf(
                Locale.ROOT,
                "%-20s %10.3f %10.3f %10.2f %10.2f %8s%s%n",
                row.name(),
                median(local.stream().map(Cost::wall).toList()),
                median(bytes.stream().map(Cost::wall).toList()),
                ratio,
                median(cpu),
                "<= " + row.limit(),
                ratio <= row.limit() ? "" : "  missed");
        if (row.name().endsWith("tasks")) {
            var seconds = median(bytes.stream().map(Cost::wall).toList());
            System.out.printf(Locale.ROOT, "%-20s %,.0f tasks a second end to end by bytes%n", "", TASKS / seconds);
        }
        return ratio <= row.limit();
    }

    private static void warmUp(Row row, Sparrow sc) {
        var spent = 0.0;
        for (var run = 0; run < WARM_UPS_MIN || spent < WARM_UP_SECONDS; run++) {
            spent += cost(row, sc).wall();
        }
    }

    private static Sparrow context(String master) {
        return new Sparrow(new SparrowConf().setMaster(master).setAppName("border").set(Keys.PROGRESS, "off"));
    }

    private static Cost cost(Row row, Sparrow sc) {
        var cpu = SYSTEM.getProcessCpuTime();
        var wall = System.nanoTime();
        row.program().run(sc);
        return new Cost((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    private static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
