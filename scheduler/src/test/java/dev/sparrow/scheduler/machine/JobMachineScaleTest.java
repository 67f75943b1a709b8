/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Sizes at which anything quadratic takes minutes.
class JobMachineScaleTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final JobMachine machine = new JobMachine(Limits.DEFAULT);

    @Test
    void hundredThousandTasks_takeConstantTimeEach() {
        var stages = List.of(exchange(0, 100_000, List.of()), result(1, 100_000, List.of(new StageId(0))));

        assertTimeout(AMPLE, () -> assertThat(runJob(0, stages)).isEqualTo(200_000));
    }

    @Test
    void chainOfTwoThousandStages_isPlannedInTime() {
        var stages = new ArrayList<StageSpec>();
        for (var i = 0; i < 2_000; i++) {
            stages.add(exchange(i, 2, i == 0 ? List.of() : List.of(new StageId(i - 1))));
        }
        stages.add(result(2_000, 2, List.of(new StageId(1_999))));

        assertTimeout(AMPLE, () -> assertThat(runJob(0, stages)).isEqualTo(4_002));
    }

    @Test
    void thousandIterations_runTwoStagesEach_andAreDroppedWhenReleased() {
        var lineage = new ArrayList<StageSpec>();
        assertTimeout(
                AMPLE,
                () -> {
                    for (var i = 0; i < 1_000; i++) {
                        lineage.add(exchange(2 * i, 4, i == 0 ? List.of() : List.of(new StageId(2 * i - 2))));
                        var stages = new ArrayList<>(lineage);
                        stages.add(result(2 * i + 1, 4, List.of(new StageId(2 * i))));
                        assertThat(runJob(i, stages)).isEqualTo(8);
                    }
                });
        var dropped =
                lineage.stream()
                        .flatMap(stage -> machine.step(new Input.ReleaseStage(stage.id()), 0).stream())
                        .toList();
        assertThat(dropped).hasSize(1_000).allMatch(Output.DropOutput.class::isInstance);
    }

    /// Returns how many tasks ran.
    private int runJob(int job, List<StageSpec> stages) {
        if (job == 0) {
            machine.step(new Input.ExecutorJoined(new ExecutorId("e1"), new Capacity(8)), 0);
        }
        var wanted = IntStream.range(0, stages.getLast().partitions()).boxed().toList();
        var open = new ArrayDeque<>(machine.step(new Input.SubmitJob(new JobId(job), stages, wanted, 1), 0));
        var tasks = 0;
        while (!open.isEmpty()) {
            if (open.poll() instanceof Output.LaunchTasks launch) {
                for (var attempt : launch.attempts()) {
                    tasks++;
                    open.addAll(machine.step(new Input.TaskFinished(attempt, "done", Duration.ZERO), 0));
                }
            }
        }
        assertThat(machine.unfinishedJobs()).isZero();
        return tasks;
    }

    private static StageSpec exchange(int id, int partitions, List<StageId> parents) {
        return new StageSpec(
                new StageId(id), new StageKind.Exchange(new ShuffleId(id)), "exchange", partitions, parents);
    }

    private static StageSpec result(int id, int partitions, List<StageId> parents) {
        return new StageSpec(new StageId(id), new StageKind.Result(), "result", partitions, parents);
    }
}
