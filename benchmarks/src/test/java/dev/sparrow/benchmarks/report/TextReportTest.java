/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Workload;

import org.junit.jupiter.api.Test;

import java.util.Map;

class TextReportTest {
    @Test
    void report_isAnAlignedTable() {
        assertThat(TextReport.of(Reports.example()))
                .isEqualTo(
                        """
                        sparrow bench
                        A processor, 2 cores, Linux
                        A JVM, master local[2]
                        Spark 4; 2 threads each, scale 1.0

                            median, ms                      sparrow  spark  hand  sparrow/hand  spark/sparrow
                        R2  log mining: filter, six counts    1,235  2,469     –                         2.00
                        R6  map, filter, map, sum              15.0  1,500  1.25          12.0            100

                            peak memory, MB                 sparrow  spark  hand
                        R2  log mining: filter, six counts      300    300     –
                        R6  map, filter, map, sum               300    300   300

                        R2: no hand, it would be dull
                        """);
    }

    @Test
    void missedTarget_isTold_andMakesTheRunBad() {
        var sum = Answer.exactly(5);
        var row =
                Reports.row(
                        Workload.REDUCE_BY_KEY,
                        Map.of(
                                Rival.SPARROW, Reports.measured(100, sum),
                                Rival.ON_SPARK, Reports.measured(201, sum),
                                Rival.SPARK, Reports.measured(2_010, sum),
                                Rival.DATAFRAMES, Reports.measured(200, sum)));
        var report = Reports.of(row);

        assertThat(TextReport.of(report))
                .endsWith(
                        """

                        R7  on-spark/sparrow      2.01  (at most 2.0)  MISSED
                        R7  spark/on-spark       10.00  (at least 8.0)  met
                        R7  dataframes/on-spark   1.00  (at least 1.0)  MISSED
                        """);
        assertThat(report.isGood()).isFalse();
        assertThat(Reports.example().isGood()).isTrue();
    }

    @Test
    void progress_tellsMedianAndSpread() {
        var cell = Reports.example().rows().getFirst().cells().values().iterator().next();

        assertThat(TextReport.progress(cell, 12)).isEqualTo("    1,235 ms  (1,235 to 1,235, 3 runs; 12 s in all)");
        assertThat(TextReport.progress(new CellResult.Failed("exit code 3"), 1)).contains("FAILED", "exit code 3");
    }
}
