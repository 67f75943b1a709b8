/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks;

import com.sun.management.OperatingSystemMXBean;

import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.machine.JobMachine;
import dev.sparrow.scheduler.machine.Limits;
import dev.sparrow.scheduler.machine.Output;
import dev.sparrow.scheduler.machine.Policies;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The measurement of how many decisions the job machine makes a second: a task launched and its finish taken, one
/// report a step, in random order, where each task would rather run on one of three executors, two pools share by
/// weight, and slow tasks are looked for; a second of one core. Exit code 1 says that a target was missed.
public final class JobMachineRate {
    private static final int SLOTS = 4;
    private static final int EXECUTORS_OF_A_HOST = 4;

    /// Of the data of a task.
    private static final int COPIES = 3;

    private static final Duration RAN = Duration.ofMillis(100);
    private static final int TASKS = 1_000_000;
    private static final int WARM_UP_TASKS = 300_000;
    private static final double DECISIONS_MIN = 500_000;
    private static final double MIB = 1 << 20;

    /// Two pools that share by weight, and a look for slow tasks every tenth of a second.
    private static final Policies POLICIES =
            Policies.DEFAULT
                    .sharing(
                            new Policies.Sharing(
                                    Policies.Mode.FAIR,
                                    Map.of(
                                            "etl", new Policies.Pool(Policies.Mode.FAIR, 2, 0),
                                            "web", new Policies.Pool(Policies.Mode.FAIR, 1, 100))))
                    .speculating(
                            new Policies.Speculation(true, Duration.ofMillis(100), 3, 0.9, Duration.ofMillis(100)));

    private final JobMachine machine = new JobMachine(Limits.DEFAULT.preferring(POLICIES));
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<AttemptId> running = new ArrayList<>();
    private final int executors;
    private int decisions;
    private long wakeMillis = Long.MAX_VALUE;

    private record Measured(int executors, double decisionsPerSecond, double heapMib) {
        boolean isMet() {
            return decisionsPerSecond >= DECISIONS_MIN;
        }
    }

    private JobMachineRate(int executors) {
        this.executors = executors;
    }

    public static void main(String[] args) {
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() {
        new JobMachineRate(100).measure(TASKS); // until all is compiled
        System.out.printf(
                "%9s %9s %14s %12s %12s %6s%n", "executors", "tasks", "decisions/s", "target", "heap MiB", "");
        var met = true;
        for (var executors : List.of(1, 10, 100, 1_000, 10_000)) {
            new JobMachineRate(executors).measure(WARM_UP_TASKS);
            var measured = new JobMachineRate(executors).measure(TASKS);
            met &= measured.isMet();
            System.out.printf(
                    Locale.ROOT,
                    "%,9d %,9d %,14.0f %,12.0f %12.1f %6s%n",
                    executors,
                    TASKS,
                    measured.decisionsPerSecond(),
                    DECISIONS_MIN,
                    measured.heapMib(),
                    measured.isMet() ? "met" : "MISSED");
        }
        return met;
    }

    private Measured measure(int tasks) {
        var everywhere = new ArrayList<StageSpec.Place>();
        for (var i = 0; i < executors; i++) {
            var id = new ExecutorId("e" + i);
            var host = "h" + i / EXECUTORS_OF_A_HOST;
            everywhere.add(new StageSpec.Place.OnExecutor(id));
            machine.step(new Input.ExecutorJoined(id, new Capacity(SLOTS), host), 0);
        }
        submit(0, tasks / 2, "etl", everywhere);
        submit(1, tasks - tasks / 2, "web", everywhere);
        System.gc(); // so that no collection while it is measured moves what was submitted
        var nanos = -cpuNanos();
        finishUntil(tasks / 2);
        nanos += cpuNanos();
        var heapMib = heapMib();
        nanos -= cpuNanos();
        finishUntil(tasks);
        nanos += cpuNanos();
        return new Measured(executors, decisions / (nanos / 1e9), heapMib);
    }

    /// A job of one stage. The data of its tasks are where somebody has put them by chance.
    private void submit(int job, int tasks, String pool, List<StageSpec.Place> everywhere) {
        var places = new ArrayList<List<StageSpec.Place>>(tasks);
        for (var i = 0; i < tasks; i++) {
            places.add(IntStream.range(0, COPIES).mapToObj(_ -> everywhere.get(random.nextInt(executors))).toList());
        }
        var stage =
                new StageSpec(new StageId(job), new StageKind.Result(), "result", tasks, List.of()).preferring(places);
        var wanted = IntStream.range(0, tasks).boxed().toList();
        take(machine.step(new Input.SubmitJob(new JobId(job), List.of(stage), wanted, 1).in(pool), 0));
    }

    /// One report a step; so that tasks are not launched in groups, each takes long.
    private void finishUntil(int finished) {
        while (decisions < finished) {
            var last = running.removeLast();
            var at = running.isEmpty() ? 0 : random.nextInt(running.size() + 1);
            var attempt = at == running.size() ? last : running.set(at, last);
            decisions++;
            take(machine.step(new Input.TaskFinished(attempt, null, RAN), nowMillis()));
            if (nowMillis() >= wakeMillis) {
                wakeMillis = Long.MAX_VALUE;
                take(machine.step(new Input.Tick(), nowMillis()));
            }
        }
    }

    private long nowMillis() {
        return 100 + decisions / (executors * SLOTS) * 100L;
    }

    private void take(List<Output> outputs) {
        for (var output : outputs) {
            switch (output) {
                case Output.LaunchTasks launch when launch.copy() -> {} // the first attempt is quicker
                case Output.LaunchTasks launch -> running.addAll(launch.attempts());
                case Output.InterruptTask(var attempt, _) ->
                        take(machine.step(new Input.TaskEnded(attempt), nowMillis()));
                case Output.WakeAt(var millis) -> wakeMillis = millis;
                default -> {}
            }
        }
    }

    /// Of the whole process, the collector's too: other processes do not slow it down.
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double heapMib() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MIB;
    }
}
