/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.harness.CellRunner;
import dev.sparrow.benchmarks.harness.CellTask;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.harness.Schedule;
import dev.sparrow.benchmarks.report.BarChart;
import dev.sparrow.benchmarks.report.BenchReport;
import dev.sparrow.benchmarks.report.JsonReport;
import dev.sparrow.benchmarks.report.MarkdownReport;
import dev.sparrow.benchmarks.report.Row;
import dev.sparrow.benchmarks.report.TextReport;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;
import dev.sparrow.cli.bench.BenchOptions;
import dev.sparrow.cli.bench.Machine;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/// Measures cell by cell, then prints and writes the table. Exit code 1 says that a cell failed, that answers differ or
/// that a target is missed, 2 that the command was not understood.
public final class Main {
    private final BenchOptions options;
    private final Checkout checkout;
    private final CellRunner runner;
    private final Sizes sizes;

    private Main(BenchOptions options, Checkout checkout) {
        this.options = options;
        this.checkout = checkout;
        this.sizes = new Sizes(options.scale());
        this.runner = new CellRunner(checkout.classPaths(), Heap.bytes(), checkout.work());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(CommandLine.populateCommand(new BenchOptions(), args)));
    }

    private static int run(BenchOptions options) throws IOException, InterruptedException {
        try {
            var workloads = Workload.named(options.workloads());
            var rivals = Rival.named(options.engines());
            var report = new Main(options, Checkout.ofEnvironment()).measure(workloads, rivals);
            tell(report, options);
            return report.isGood() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("sparrow: " + e.getMessage());
            return 2;
        }
    }

    private BenchReport measure(List<Workload> workloads, List<Rival> rivals) throws IOException, InterruptedException {
        Files.createDirectories(checkout.work());
        var rows = new ArrayList<Row>();
        for (var workload : workloads) {
            var files = new DataFiles(checkout.data(sizes));
            files.make(workload, sizes, checkout.book());
            var cells = new EnumMap<Rival, CellResult>(Rival.class);
            for (var rival : rivals) {
                cells.put(rival, measure(rival, workload, files));
            }
            rows.add(new Row(workload, cells));
        }
        return new BenchReport(
                Machine.thisOne("local[" + Sizes.THREADS + "]"), checkout.versions(), sizes, rivals, rows);
    }

    private CellResult measure(Rival rival, Workload workload, DataFiles files)
            throws IOException, InterruptedException {
        var task =
                new CellTask(
                        workload,
                        sizes,
                        new Schedule(options.runs(), options.budget()),
                        files.folder().toString(),
                        checkout.work().resolve("measured").toString());
        var started = System.nanoTime();
        var result = runner.measure(rival, task);
        var seconds = (System.nanoTime() - started) / 1e9;
        System.err.printf(
                Locale.ROOT, "%-8s %-8s %s%n", workload.id(), rival.id(), TextReport.progress(result, seconds));
        return result;
    }

    private static void tell(BenchReport report, BenchOptions options) throws IOException {
        System.out.println();
        System.out.print(TextReport.of(report));
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), JsonReport.of(report));
        }
        if (options.markdown().isPresent()) {
            MarkdownReport.write(report, options.markdown().get());
        }
        if (options.chart().isPresent()) {
            BarChart.write(report, options.chart().get());
        }
        System.out.flush();
    }
}
