/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LastRunsTest {
    private final LastRuns runs = new LastRuns();

    private static DatasetOutline dataset(int id, String operator, int line) {
        return new DatasetOutline(new DatasetId(id), operator, "A.java:" + line, 4, List.of(), false);
    }

    private static StageOutline stage(int id, String name, int tasks, DatasetOutline... datasets) {
        return new StageOutline(new StageId(id), name, List.of(), tasks, List.of(datasets));
    }

    private void run(int stage, long... millis) {
        runs.onEvent(new Event.StageStarted(new StageId(stage), "", millis.length, 0));
        for (var i = 0; i < millis.length; i++) {
            var metrics =
                    new TaskMetrics(
                            Duration.ofMillis(millis[i]),
                            new TaskMetrics.Times(Duration.ZERO, Duration.ZERO, Duration.ofMillis(millis[i] / 10)),
                            1_000,
                            0,
                            10,
                            2_000_000,
                            List.of(new TaskMetrics.Spill("sortBy at A.java:2", 7, 2_000_000)),
                            new TaskMetrics.Bytes(0, 5_000, 0, 0),
                            TaskMetrics.Files.NONE,
                            0);
            runs.onEvent(
                    new Event.TaskFinished(new AttemptId(new StageId(stage), i, 0), new ExecutorId("local"), metrics));
        }
        runs.onEvent(new Event.StageFinished(new StageId(stage), Duration.ofSeconds(1)));
    }

    @Test
    void theLastJobOverADataset_isToldWithWhatEachStageDid_andCheapOnesFolded() {
        var plan =
                List.of(
                        stage(0, "reduceByKey at A.java:3", 4, dataset(0, "textFile", 1), dataset(1, "map", 2)),
                        stage(1, "never at A.java:3", 4),
                        stage(2, "collect at A.java:4", 1, dataset(2, "reduceByKey", 3)));
        runs.onEvent(new Event.JobStarted(new JobId(7), "collect at A.java:4", JobDescription.NONE, plan));
        run(0, 100, 100, 100, 900);
        run(2, 5);
        assertThat(runs.analyze(new DatasetId(2), "reduceByKey at A.java:3")).startsWith("No job over reduceByKey");
        runs.onEvent(new Event.JobFinished(new JobId(7), Duration.ofMillis(2_100), ""));
        assertThat(runs.analyze(new DatasetId(2), "reduceByKey at A.java:3"))
                .isEqualTo(
                        """
                        Job 7: collect at A.java:4, 2.10 s, 1.21 s of work in 2 stages
                        Stage 0: reduceByKey at A.java:3, 4 tasks, 1.00 s, 1.20 s of work (100 %)
                          · textFile at A.java:1
                          · map at A.java:2
                          read 4,000 records, 0 bytes; wrote 40 records, 0.0 MiB
                          the longest task ran 9.0 times as long as the median
                          7.6 MiB had no room in memory, 7.6 MiB in sortBy at A.java:2
                          120.0 ms of it garbage collection
                        Stage 2: less than 2 % of the work
                        1 stage did not run
                        """);
    }

    @Test
    void aDatasetThatWasNotAsked_hasNoJob() {
        assertThat(runs.analyze(new DatasetId(3), "map at A.java:1"))
                .isEqualTo(
                        "No job over map at A.java:1 has ended. Run an action on it first; only the last 100 are known.\n");
    }
}
