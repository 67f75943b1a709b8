/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import static dev.sparrow.benchmarks.report.Reports.measured;
import static dev.sparrow.benchmarks.report.Reports.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Workload;

import org.junit.jupiter.api.Test;

import java.util.Map;

class RowTest {
    @Test
    void differentAnswer_isAProblemThatNamesTheEngine() {
        var row =
                row(
                        Workload.REDUCE_BY_KEY,
                        Map.of(
                                Rival.SPARROW, measured(1, Answer.counted(10, 99.0)),
                                Rival.SPARK, measured(1, Answer.counted(10, 100.0)),
                                Rival.HAND, measured(1, Answer.counted(10, 100.0))));

        assertThat(row.problems())
                .containsExactly("R7: the answers of hand and sparrow differ, value 1: 100.0 against 99.0");
        assertThat(TextReport.of(Reports.of(row))).contains("\nERROR R7: the answers of hand and sparrow differ");
    }

    @Test
    void failedCell_isAProblem_andTheOthersAreStillCompared() {
        var row =
                row(
                        Workload.SORT,
                        Map.of(
                                Rival.SPARROW, new CellResult.Failed("exit code 1: no memory"),
                                Rival.SPARK, measured(1, Answer.exactly(1)),
                                Rival.HAND, measured(1, Answer.exactly(2))));

        assertThat(row.problems())
                .containsExactly(
                        "R8: sparrow failed: exit code 1: no memory",
                        "R8: the answers of hand and spark differ, value 1: 2 against 1");
        assertThat(row.ratio(Rival.SPARROW, Rival.HAND)).isEmpty();
    }
}
