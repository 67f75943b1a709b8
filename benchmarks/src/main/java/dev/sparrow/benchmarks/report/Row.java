/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.harness.Measurement;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.Workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One workload by everybody who takes part.
public record Row(Workload workload, Map<Rival, CellResult> cells) {

    Optional<Measurement> measurement(Rival rival) {
        return cells.get(rival) instanceof CellResult.Measured measured
                ? Optional.of(measured.measurement())
                : Optional.empty();
    }

    /// How many times as long one takes as the other.
    Optional<Double> ratio(Rival slower, Rival faster) {
        return measurement(slower).flatMap(left -> measurement(faster).map(right -> left.median() / right.median()));
    }

    /// What went wrong, one line each: cells that failed, answers that differ. All are compared with the one that has
    /// least in common with Sparrow.
    List<String> problems() {
        var problems = new ArrayList<String>();
        cells.forEach((rival, cell) -> {
            if (cell instanceof CellResult.Failed failed) {
                problems.add(workload.id() + ": " + rival.id() + " failed: " + failed.message());
            }
        });
        var measured =
                cells.keySet().stream()
                        .filter(rival -> measurement(rival).isPresent())
                        .sorted(Comparator.reverseOrder())
                        .toList();
        for (var rival : measured) {
            var judge = measured.getFirst();
            var answer = measurement(rival).orElseThrow().answer();
            measurement(judge)
                    .orElseThrow()
                    .answer()
                    .difference(answer, workload.tolerance())
                    .ifPresent(difference ->
                            problems.add(
                                    "%s: the answers of %s and %s differ, %s"
                                            .formatted(workload.id(), judge.id(), rival.id(), difference)));
        }
        return problems;
    }
}
