/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.StageState;
import dev.sparrow.ui.state.StageView;

import java.util.LinkedHashMap;
import java.util.Map;

/// Stages, as Spark tells of them: a stage that ran again has the number of its last run as its attempt.
final class SparkStages {
    private SparkStages() {}

    static String status(StageView stage) {
        return switch (stage.status()) {
            case WAITING -> "PENDING";
            case RUNNING -> "ACTIVE";
            case DONE -> "COMPLETE";
            case FAILED -> "FAILED";
            case SKIPPED -> "SKIPPED";
        };
    }

    /// @param tasks those that are to be in it, by their ids; may be empty
    static Map<String, Object> of(StageView stage, Map<String, Object> tasks) {
        var counts = stage.counts();
        var shape = new LinkedHashMap<String, Object>();
        shape.put("status", status(stage));
        shape.put("stageId", stage.id().value());
        shape.put("attemptId", stage.runs().isEmpty() ? 0 : stage.runs().getLast().number());
        shape.put("numTasks", stage.partitions());
        shape.put("numActiveTasks", counts.running());
        shape.put("numCompleteTasks", counts.done());
        shape.put("numFailedTasks", counts.failed());
        shape.put("numKilledTasks", counts.cancelled());
        shape.put("numCompletedIndices", Math.min(stage.partitions(), counts.done()));
        times(shape, stage);
        shape.put("name", stage.name());
        if (!stage.failure().isEmpty()) {
            shape.put("failureReason", stage.failure());
        }
        figures(shape, stage);
        shape.put(
                "rddIds",
                stage.datasets().reversed().stream().map(DatasetOutline::dataset).map(id -> id.value()).toList());
        if (!tasks.isEmpty()) {
            shape.put("tasks", tasks);
        }
        return shape;
    }

    private static void times(Map<String, Object> shape, StageView stage) {
        if (!stage.hasRun()) {
            return;
        }
        var facts = stage.facts();
        shape.put("submissionTime", SparkTime.of(facts, stage.start()));
        var first = new long[] {Long.MAX_VALUE};
        for (var row = 0; row < stage.tasks().rows(); row++) {
            first[0] = Math.min(first[0], stage.tasks().start(row));
        }
        if (first[0] <= stage.at()) {
            shape.put("firstTaskLaunchedTime", SparkTime.of(facts, first[0]));
        }
        if (stage.runs().getLast().end() <= stage.at()) {
            shape.put(
                    "completionTime",
                    SparkTime.of(facts, stage.runs().stream().mapToLong(StageState.Run::end).max().orElse(0)));
        }
    }

    private static void figures(Map<String, Object> shape, StageView stage) {
        shape.put("executorRunTime", stage.total(Figure.RAN) / 1_000);
        shape.put("executorCpuTime", stage.total(Figure.CPU) * 1_000);
        shape.put("jvmGcTime", stage.total(Figure.GC) / 1_000);
        shape.put("resultSize", stage.total(Figure.RESULT_BYTES));
        shape.put("diskBytesSpilled", stage.total(Figure.SPILLED_BYTES));
        shape.put("peakExecutionMemory", stage.total(Figure.PEAK_BYTES));
        shape.put("inputBytes", stage.total(Figure.FILE_BYTES_READ));
        shape.put("inputRecords", stage.total(Figure.RECORDS_READ));
        shape.put("outputBytes", stage.total(Figure.FILE_BYTES_WRITTEN));
        shape.put("outputRecords", stage.total(Figure.FILE_RECORDS_WRITTEN));
        shape.put("shuffleReadBytes", stage.total(Figure.SHUFFLE_BYTES_READ));
        shape.put("shuffleReadRecords", stage.total(Figure.SHUFFLE_RECORDS_READ));
        shape.put("shuffleWriteBytes", stage.total(Figure.SHUFFLE_BYTES_WRITTEN));
        shape.put("shuffleWriteRecords", stage.total(Figure.SHUFFLE_RECORDS_WRITTEN));
    }

    /// With its tasks, unless the query says `details=false`.
    static Map<String, Object> detailed(StageView stage, Map<String, String> query) {
        if (query.getOrDefault("details", "true").equals("false")) {
            return of(stage, Map.of());
        }
        var tasks = new LinkedHashMap<String, Object>();
        for (var task : SparkTasks.all(stage, Api.words(query, "taskStatus"))) {
            tasks.put(String.valueOf(task.get("taskId")), task);
        }
        return of(stage, tasks);
    }
}
