/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.value.AttemptId;

import java.util.ArrayList;
import java.util.List;

/// The attempts of one launch, one after another on one thread.
///
/// To wake the driver costs more than a small task does, so it is told of several at once. A report waits for a
/// millisecond at most, or while the next attempt runs: the driver recalls a batch that takes long.
final class TaskGroupRun implements Runnable {
    private static final long UNTOLD_NANOS_MAX = 1_000_000;

    private final List<TaskRun> runs;
    private final TaskListener driver;
    private final List<TaskReport> untold = new ArrayList<>();
    private long toldNanos;

    TaskGroupRun(List<TaskRun> runs, TaskListener driver) {
        this.runs = runs;
        this.driver = driver;
    }

    @Override
    public void run() {
        toldNanos = System.nanoTime();
        for (var run : runs) {
            if (run.begin()) {
                Insistence.on(() -> driver.started(run.id()));
                var report = run.run();
                Insistence.on(() -> note(report));
                Insistence.on(() -> tellIfDue(System.nanoTime()));
            }
        }
        Insistence.on(this::tell);
    }

    private synchronized void note(TaskReport report) {
        untold.add(report);
    }

    private synchronized void tellIfDue(long nowNanos) {
        if (nowNanos - toldNanos > UNTOLD_NANOS_MAX) {
            toldNanos = nowNanos;
            tell();
        }
    }

    private synchronized void tell() {
        if (!untold.isEmpty()) {
            driver.ended(List.copyOf(untold));
            untold.clear();
        }
    }

    /// Gives back what has not begun.
    synchronized void recall() {
        runs.stream().filter(TaskRun::giveBack).forEach(run -> untold.add(new TaskReport.Returned(run.id())));
        tell();
    }

    /// Stops an attempt, or gives it back.
    synchronized void interrupt(AttemptId attempt) {
        for (var run : runs) {
            if (run.id().equals(attempt)) {
                stop(run);
            }
        }
    }

    void endAtNextCheck() {
        for (var run : runs) {
            run.endAtNextCheck();
        }
    }

    /// Stops all attempts, or gives them back.
    synchronized void interruptAll() {
        for (var run : runs) {
            stop(run);
        }
    }

    private void stop(TaskRun run) {
        if (!run.cancel()) {
            untold.add(new TaskReport.Returned(run.id()));
            tell();
        }
    }
}
