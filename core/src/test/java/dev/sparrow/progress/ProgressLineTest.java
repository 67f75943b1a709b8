/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ProgressLineTest {
    private static final StageId STAGE = new StageId(3);
    private static final JobId JOB = new JobId(1);
    private static final ExecutorId HERE = new ExecutorId("local");
    private static final List<StageOutline> PLAN =
            List.of(new StageOutline(STAGE, "sortBy at Top.java:9", List.of(), 8, List.of()));

    private final ProgressLine line = new ProgressLine();

    private void start(long millis) {
        line.onEvent(new Event.JobStarted(JOB, "count at A.java:1", JobDescription.NONE, PLAN), millis);
        line.onEvent(new Event.StageStarted(STAGE, "sortBy at Top.java:9", 8, 0), millis);
    }

    private void startTask(int partition) {
        line.onEvent(new Event.TaskStarted(new AttemptId(STAGE, partition, 0), HERE), 0);
    }

    private void finishTask(int partition) {
        var metrics =
                new TaskMetrics(
                        Duration.ZERO,
                        TaskMetrics.Times.NONE,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        TaskMetrics.Bytes.NONE,
                        TaskMetrics.Files.NONE,
                        0);
        line.onEvent(new Event.TaskFinished(new AttemptId(STAGE, partition, 0), HERE, metrics), 0);
    }

    @Test
    void stage_isShownAfterHalfASecond() {
        start(1_000);
        assertThat(line.render(1_499, 80)).isEmpty();
        assertThat(line.render(1_500, 80)).startsWith("[Stage 3: sortBy at Top.java:9 >");
        assertThat(line.active()).isTrue();
    }

    @Test
    void bar_showsDoneAndRunningAndAll() {
        start(0);
        for (var partition = 0; partition < 6; partition++) {
            startTask(partition);
        }
        for (var partition = 0; partition < 4; partition++) {
            finishTask(partition);
        }
        assertThat(line.render(1_000, 61))
                .isEqualTo("[Stage 3: sortBy at Top.java:9 ========>        (4 + 2) / 8]")
                .hasSize(60);
    }

    @Test
    void narrowTerminal_isNeverOverrun() {
        start(0);
        for (var columns = 1; columns < 100; columns++) {
            assertThat(line.render(1_000, columns)).hasSizeLessThan(columns);
        }
    }

    @Test
    void failedJob_takesItsUnfinishedStagesAlong() {
        start(0);
        line.onEvent(new Event.JobFinished(JOB, Duration.ofSeconds(1), "it failed"), 1_000);
        assertThat(line.active()).isFalse();
        assertThat(line.render(2_000, 80)).isEmpty();
    }

    @Test
    void failedJob_leavesTheStagesOfOtherJobs() {
        start(0);
        line.onEvent(new Event.JobStarted(new JobId(2), "count at A.java:2", JobDescription.NONE, PLAN), 0);
        line.onEvent(new Event.JobFinished(JOB, Duration.ofSeconds(1), "it failed"), 1_000);
        assertThat(line.active()).isTrue();
    }
}
