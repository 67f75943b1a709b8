/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.value.AttemptId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The attempts of one launch, one after another on one thread.
///
/// To wake the driver costs more than a small task does, so it is told of several at once. A report waits for a
/// millisecond at most, or while the next attempt runs: the driver recalls a batch that takes long.
final class TaskGroupRun implements Runnable {
    private static final long UNTOLD_NANOS_MAX = 1_000_000;

    private final List<TaskRun> runs;
    private final DriverLink driver;
    private final List<TaskReport> untold;
    private final ThreadClock clock = new ThreadClock();
    private long toldNanos;

    TaskGroupRun(List<TaskRun> runs, DriverLink driver) {
        this.runs = runs;
        this.driver = driver;
        this.untold = new ArrayList<>(runs.size()); // for one report each, so that it need not grow in a full heap
    }

    @Override
    public void run() {
        // These are linked before the heap may be full.
        Runnable tellIfDue = () -> tellIfDue(System.nanoTime());
        Runnable tell = this::tell;
        toldNanos = System.nanoTime();
        for (var run : runs) {
            if (run.begin()) {
                Insistence.on(() -> driver.tell(new ExecutorEvent.TaskStarted(run.id(), Instant.now())));
                note(run.run(clock));
                Insistence.on(tellIfDue);
            }
        }
        Insistence.on(tell);
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
            driver.tell(new ExecutorEvent.TasksEnded(List.copyOf(untold)));
            untold.clear();
        }
    }

    /// Gives back what has not begun.
    synchronized void recall() {
        for (var run : runs) {
            if (run.giveBack()) {
                untold.add(new TaskReport.Returned(run.id(), Instant.now()));
            }
        }
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

    /// Where an attempt waits for others, if it does.
    Optional<BarrierSeat> seat(AttemptId attempt) {
        return runs.stream().filter(run -> run.id().equals(attempt)).findAny().flatMap(TaskRun::seat);
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
            untold.add(new TaskReport.Returned(run.id(), Instant.now()));
            tell();
        }
    }
}
