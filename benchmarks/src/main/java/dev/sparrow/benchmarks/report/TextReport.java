/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.CellResult;

import java.util.Locale;

/// A report for the terminal.
public final class TextReport {
    private TextReport() {}

    public static String of(BenchReport report) {
        var text = new StringBuilder("sparrow bench\n" + report.facts() + "\n\n");
        text.append(report.times().text()).append('\n');
        text.append(report.memory().text());
        if (!report.notes().isEmpty()) {
            text.append('\n');
            report.notes().forEach(note -> text.append(note).append('\n'));
        }
        var targets = OnSparkTarget.of(report);
        if (!targets.isEmpty()) {
            text.append('\n');
            targets.forEach(target -> text.append(target).append('\n'));
        }
        report.problems().forEach(problem -> text.append("\nERROR ").append(problem).append('\n'));
        return text.toString();
    }

    /// A cell as soon as it is there.
    public static String progress(CellResult result, double seconds) {
        return switch (result) {
            case CellResult.Measured measured -> {
                var measurement = measured.measurement();
                yield String.format(
                        Locale.ROOT,
                        "%9s ms  (%s to %s, %d runs; %.0f s in all)",
                        Figures.millis(measurement.median()),
                        Figures.millis(measurement.least()),
                        Figures.millis(measurement.greatest()),
                        measurement.millis().size(),
                        seconds);
            }
            case CellResult.Skipped skipped -> "        –     (" + skipped.reason() + ")";
            case CellResult.Failed failed -> "   FAILED     " + failed.message();
        };
    }
}
