/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.export;

import dev.sparrow.ui.log.JsonLine;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.ui.state.TaskTable;

import java.util.List;

/// An attempt in Spark's event log.
///
/// @param id of the attempt, unique in the run
/// @param start in milliseconds since 1970
record SparkTask(int id, TaskTable tasks, int row, String host, long start, long end) {

    JsonLine started(JsonLine line, int stage, int run) {
        line.put("Stage ID", stage).put("Stage Attempt ID", run);
        info(line, 0);
        return line;
    }

    JsonLine ended(JsonLine line, StageView stage, int run) {
        line.put("Stage ID", stage.id().value()).put("Stage Attempt ID", run).put("Task Type", "ResultTask");
        reason(line);
        info(line, end);
        return metrics(line);
    }

    private void reason(JsonLine line) {
        line.name("Task End Reason").open();
        var _ =
                switch (tasks.status(row)) {
                    case DONE -> line.put("Reason", "Success");
                    case CANCELLED -> line.put("Reason", "TaskKilled").put("Kill Reason", tasks.reason(row));
                    case FAILED ->
                            line.put("Reason", "ExceptionFailure")
                                    .put("Class Name", "dev.sparrow.error.SparrowException")
                                    .put("Description", tasks.reason(row))
                                    .put("Full Stack Trace", tasks.reason(row))
                                    .put("Stack Trace", (Object) List.of())
                                    .put("Accumulator Updates", (Object) List.of());
                };
        line.close();
    }

    private void info(JsonLine line, long finished) {
        info(line, id, tasks.partition(row), tasks.attempt(row), start, tasks.executor(row).toString(), host, finished);
        line.put("Failed", finished != 0 && tasks.status(row) == TaskTable.Status.FAILED);
        line.put("Killed", finished != 0 && tasks.status(row) == TaskTable.Status.CANCELLED);
        line.name("Accumulables").openArray().closeArray().close();
    }

    private static void info(
            JsonLine line,
            int id,
            int partition,
            int attempt,
            long start,
            String executor,
            String host,
            long finished) {
        line.name("Task Info").open().put("Task ID", id).put("Index", partition).put("Attempt", attempt);
        line.put("Partition ID", partition).put("Launch Time", start).put("Executor ID", executor).put("Host", host);
        line.put("Locality", "PROCESS_LOCAL").put("Speculative", false).put("Getting Result Time", 0);
        line.put("Finish Time", finished);
    }

    /// An attempt of which no end is known.
    ///
    /// @param finished when the log ended; 0 for its begin
    static JsonLine running(
            JsonLine line, int stage, int run, TaskTable.Running one, int id, String host, long start, long finished) {
        line.put("Stage ID", stage).put("Stage Attempt ID", run);
        info(
                line,
                id,
                one.attempt().partition(),
                one.attempt().attempt(),
                start,
                one.executor().toString(),
                host,
                finished);
        return line.put("Failed", false)
                .put("Killed", finished != 0)
                .name("Accumulables")
                .openArray()
                .closeArray()
                .close();
    }

    private long of(Figure figure) {
        return tasks.figure(figure, row);
    }

    private JsonLine metrics(JsonLine line) {
        line.name("Task Metrics").open().put("Executor Deserialize Time", 0).put("Executor Deserialize CPU Time", 0);
        line.put("Executor Run Time", of(Figure.RAN) / 1_000).put("Executor CPU Time", of(Figure.CPU) * 1_000);
        line.put("Peak Execution Memory", of(Figure.PEAK_BYTES)).put("Result Size", of(Figure.RESULT_BYTES));
        line.put("JVM GC Time", of(Figure.GC) / 1_000).put("Result Serialization Time", 0);
        line.put("Memory Bytes Spilled", 0).put("Disk Bytes Spilled", of(Figure.SPILLED_BYTES));
        line.name("Shuffle Read Metrics").open().put("Remote Blocks Fetched", 0).put("Local Blocks Fetched", 0);
        line.put("Fetch Wait Time", 0).put("Remote Bytes Read", 0).put("Remote Bytes Read To Disk", 0);
        line.put("Local Bytes Read", of(Figure.SHUFFLE_BYTES_READ));
        line.put("Total Records Read", of(Figure.SHUFFLE_RECORDS_READ)).close();
        line.name("Shuffle Write Metrics").open().put("Shuffle Bytes Written", of(Figure.SHUFFLE_BYTES_WRITTEN));
        line.put("Shuffle Write Time", 0).put("Shuffle Records Written", of(Figure.SHUFFLE_RECORDS_WRITTEN)).close();
        line.name("Input Metrics").open().put("Bytes Read", of(Figure.FILE_BYTES_READ));
        line.put("Records Read", of(Figure.RECORDS_READ)).close();
        line.name("Output Metrics").open().put("Bytes Written", of(Figure.FILE_BYTES_WRITTEN));
        line.put("Records Written", of(Figure.FILE_RECORDS_WRITTEN)).close();
        return line.name("Updated Blocks").openArray().closeArray().close();
    }
}
