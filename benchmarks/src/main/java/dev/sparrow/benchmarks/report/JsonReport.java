/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.workload.Sizes;

import java.util.LinkedHashMap;
import java.util.Map;

/// A report for programs.
public final class JsonReport {
    private JsonReport() {}

    public static String of(BenchReport report) {
        var machine = report.machine();
        var all = new LinkedHashMap<String, Object>();
        all.put("command", "sparrow bench");
        all.put("versions", report.versions());
        all.put("processor", machine.processor());
        all.put("cores", machine.cores());
        all.put("system", machine.system());
        all.put("java", machine.java());
        all.put("threads", Sizes.THREADS);
        all.put("scale", report.sizes().scale());
        all.put("rows", report.rows().stream().map(row -> row(report, row)).toList());
        all.put("notes", report.notes());
        all.put("problems", report.problems());
        return Json.text(all) + "\n";
    }

    private static Map<String, Object> row(BenchReport report, Row row) {
        var cells = new LinkedHashMap<String, Object>();
        row.cells().forEach((rival, cell) -> cells.put(rival.id(), cell(cell)));
        var ratios = new LinkedHashMap<String, Object>();
        for (var ratio : report.ratios()) {
            row.ratio(ratio.slower(), ratio.faster()).ifPresent(value -> ratios.put(ratio.key(), value));
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("row", row.workload().id());
        all.put("title", row.workload().title());
        all.put("engines", cells);
        all.put("ratios", ratios);
        return all;
    }

    private static Map<String, Object> cell(CellResult cell) {
        var all = new LinkedHashMap<String, Object>();
        switch (cell) {
            case CellResult.Measured measured -> {
                var measurement = measured.measurement();
                all.put("medianMillis", measurement.median());
                all.put("leastMillis", measurement.least());
                all.put("greatestMillis", measurement.greatest());
                all.put("firstMillis", measurement.firstMillis());
                all.put("runs", measurement.millis().size());
                all.put("peakBytes", measurement.peakBytes());
                all.put("otherCores", measurement.otherCores());
            }
            case CellResult.Skipped skipped -> all.put("skipped", skipped.reason());
            case CellResult.Failed failed -> all.put("failed", failed.message());
        }
        return all;
    }
}
