/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.ui.state.TaskTable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Attempts of tasks, as Spark tells of them.
final class SparkTasks {
    private static final int LENGTH = 20;

    private SparkTasks() {}

    private static String status(TaskTable.Status status) {
        return switch (status) {
            case DONE -> "SUCCESS";
            case FAILED -> "FAILED";
            case CANCELLED -> "KILLED";
        };
    }

    /// The rows of a stage that have begun, in the order in which they did; their places are their ids.
    private static List<Integer> rows(StageView stage) {
        var tasks = stage.tasks();
        var rows = new ArrayList<Integer>();
        for (var row = 0; row < tasks.rows(); row++) {
            if (tasks.start(row) <= stage.at()) {
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingLong(tasks::start).thenComparingInt(tasks::partition));
        return rows;
    }

    /// Those of a stage that have one of some states, or all.
    static List<Map<String, Object>> all(StageView stage, List<String> wanted) {
        var rows = rows(stage);
        var all = new ArrayList<Map<String, Object>>();
        for (var id = 0; id < rows.size(); id++) {
            if (wanted.isEmpty() || wanted.contains(status(stage.tasks().status(rows.get(id))))) {
                all.add(of(stage, rows.get(id), id));
            }
        }
        return all;
    }

    /// As `sortBy`, `offset`, `length` and `status` say.
    static List<Map<String, Object>> list(StageView stage, Map<String, String> query) {
        var all = new ArrayList<>(all(stage, Api.words(query, "status")));
        Comparator<Map<String, Object>> byTime = Comparator.comparingLong(task -> runTime(task));
        var sortBy = query.getOrDefault("sortBy", "");
        if (sortBy.equals("INCREASING_RUNTIME") || sortBy.equals("runtime")) {
            all.sort(byTime);
        } else if (sortBy.equals("DECREASING_RUNTIME") || sortBy.equals("-runtime")) {
            all.sort(byTime);
            Collections.reverse(all); // those of one time, too, as Spark has them
        }
        var offset = Math.min(all.size(), Api.number(query.getOrDefault("offset", "")).orElse(0));
        var length = Api.number(query.getOrDefault("length", "")).orElse(LENGTH);
        return List.copyOf(all.subList(offset, Math.min(all.size(), offset + length)));
    }

    private static long runTime(Map<String, Object> task) {
        return task.get("taskMetrics") instanceof Map<?, ?> metrics
                        && metrics.get("executorRunTime") instanceof Long time
                ? time
                : 0;
    }

    private static Map<String, Object> of(StageView stage, int row, int id) {
        var tasks = stage.tasks();
        var shape = new LinkedHashMap<String, Object>();
        shape.put("taskId", id);
        shape.put("index", tasks.partition(row));
        shape.put("attempt", tasks.attempt(row));
        shape.put("partitionId", tasks.partition(row));
        shape.put("launchTime", SparkTime.of(stage.facts(), tasks.start(row)));
        shape.put("duration", (tasks.end(row) - tasks.start(row)) / 1_000);
        shape.put("executorId", tasks.executor(row).toString());
        shape.put("host", stage.host(tasks.executor(row)).replaceFirst(":\\d+$", ""));
        shape.put("status", tasks.end(row) > stage.at() ? "RUNNING" : status(tasks.status(row)));
        if (!tasks.reason(row).isEmpty()) {
            shape.put("errorMessage", tasks.reason(row));
        } else {
            shape.put("taskMetrics", metrics(tasks, row));
        }
        return shape;
    }

    private static Map<String, Object> metrics(TaskTable tasks, int row) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("executorRunTime", tasks.figure(Figure.RAN, row) / 1_000);
        shape.put("executorCpuTime", tasks.figure(Figure.CPU, row) * 1_000);
        shape.put("resultSize", tasks.figure(Figure.RESULT_BYTES, row));
        shape.put("jvmGcTime", tasks.figure(Figure.GC, row) / 1_000);
        shape.put("diskBytesSpilled", tasks.figure(Figure.SPILLED_BYTES, row));
        shape.put("peakExecutionMemory", tasks.figure(Figure.PEAK_BYTES, row));
        shape.put(
                "inputMetrics",
                both(tasks, row, "bytesRead", Figure.FILE_BYTES_READ, "recordsRead", Figure.RECORDS_READ));
        shape.put(
                "outputMetrics",
                both(
                        tasks,
                        row,
                        "bytesWritten",
                        Figure.FILE_BYTES_WRITTEN,
                        "recordsWritten",
                        Figure.FILE_RECORDS_WRITTEN));
        shape.put(
                "shuffleReadMetrics",
                both(
                        tasks,
                        row,
                        "localBytesRead",
                        Figure.SHUFFLE_BYTES_READ,
                        "recordsRead",
                        Figure.SHUFFLE_RECORDS_READ));
        shape.put(
                "shuffleWriteMetrics",
                both(
                        tasks,
                        row,
                        "bytesWritten",
                        Figure.SHUFFLE_BYTES_WRITTEN,
                        "recordsWritten",
                        Figure.SHUFFLE_RECORDS_WRITTEN));
        return shape;
    }

    private static Map<String, Object> both(
            TaskTable tasks, int row, String name, Figure figure, String otherName, Figure other) {
        var both = new LinkedHashMap<String, Object>();
        both.put(name, tasks.figure(figure, row));
        both.put(otherName, tasks.figure(other, row));
        return both;
    }

    // ---- Quantiles --------------------------------------------------------------------------------------------------

    static Map<String, Object> summary(StageView stage, double[] quantiles) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("quantiles", Arrays.stream(quantiles).boxed().toList());
        shape.put("duration", quantiles(stage, Figure.RAN, quantiles, 1e-3));
        shape.put("executorRunTime", quantiles(stage, Figure.RAN, quantiles, 1e-3));
        shape.put("executorCpuTime", quantiles(stage, Figure.CPU, quantiles, 1e3));
        shape.put("resultSize", quantiles(stage, Figure.RESULT_BYTES, quantiles, 1));
        shape.put("jvmGcTime", quantiles(stage, Figure.GC, quantiles, 1e-3));
        shape.put("diskBytesSpilled", quantiles(stage, Figure.SPILLED_BYTES, quantiles, 1));
        shape.put("peakExecutionMemory", quantiles(stage, Figure.PEAK_BYTES, quantiles, 1));
        shape.put(
                "inputMetrics",
                Map.of(
                        "bytesRead",
                        quantiles(stage, Figure.FILE_BYTES_READ, quantiles, 1),
                        "recordsRead",
                        quantiles(stage, Figure.RECORDS_READ, quantiles, 1)));
        shape.put(
                "outputMetrics",
                Map.of(
                        "bytesWritten",
                        quantiles(stage, Figure.FILE_BYTES_WRITTEN, quantiles, 1),
                        "recordsWritten",
                        quantiles(stage, Figure.FILE_RECORDS_WRITTEN, quantiles, 1)));
        shape.put(
                "shuffleReadMetrics",
                Map.of(
                        "readBytes",
                        quantiles(stage, Figure.SHUFFLE_BYTES_READ, quantiles, 1),
                        "readRecords",
                        quantiles(stage, Figure.SHUFFLE_RECORDS_READ, quantiles, 1)));
        shape.put(
                "shuffleWriteMetrics",
                Map.of(
                        "writeBytes",
                        quantiles(stage, Figure.SHUFFLE_BYTES_WRITTEN, quantiles, 1),
                        "writeRecords",
                        quantiles(stage, Figure.SHUFFLE_RECORDS_WRITTEN, quantiles, 1)));
        return shape;
    }

    private static List<Double> quantiles(StageView stage, Figure figure, double[] quantiles, double scale) {
        var values = new long[stage.tasks().rows()];
        var count = new int[1];
        stage.eachDone(row -> values[count[0]++] = stage.tasks().figure(figure, row));
        Arrays.sort(values, 0, count[0]);
        return Arrays.stream(quantiles)
                .mapToObj(quantile ->
                        count[0] == 0
                                ? 0.0
                                : Math.floor(values[(int) Math.min(count[0] - 1, quantile * count[0])] * scale))
                .toList();
    }
}
