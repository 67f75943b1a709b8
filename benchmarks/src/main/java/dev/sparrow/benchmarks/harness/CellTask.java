/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;

import java.time.Duration;
import java.util.List;

/// The task of a measuring JVM, as its command line says it.
public record CellTask(Workload workload, Sizes sizes, Schedule schedule, String dataFolder, String resultFile) {

    List<String> arguments() {
        return List.of(
                workload.name(),
                Double.toString(sizes.scale()),
                Integer.toString(schedule.runs()),
                Long.toString(schedule.budget().toMillis()),
                dataFolder,
                resultFile);
    }

    static CellTask parse(String[] arguments) {
        return new CellTask(
                Workload.valueOf(arguments[0]),
                new Sizes(Double.parseDouble(arguments[1])),
                new Schedule(Integer.parseInt(arguments[2]), Duration.ofMillis(Long.parseLong(arguments[3]))),
                arguments[4],
                arguments[5]);
    }
}
