/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/// What executors say that share nothing with their driver, on its way there: reports are opened, and who holds which
/// cached partition is noted.
public final class ExecutorNews {
    private final CacheHolders holders;

    public ExecutorNews(CacheHolders holders) {
        this.holders = holders;
    }

    /// Takes what an executor says.
    ///
    /// @param kept fetches a report from the executor, by its number
    /// @param driver hears what is said
    public void hear(
            ExecutorId executor,
            ExecutorEvent event,
            LongFunction<Optional<byte[]>> kept,
            BiConsumer<ExecutorId, ExecutorEvent> driver) {
        switch (event) {
            case ExecutorEvent.PartitionChanged(var change, _) -> {
                holders.changed(executor, change);
                driver.accept(executor, event);
            }
            case ExecutorEvent.ReportKept(_, var number) ->
                    kept.apply(number).ifPresent(report -> driver.accept(executor, ended(List.of(report))));
            case ExecutorEvent.TaskNews(var started, var reports) -> {
                started.forEach(start -> driver.accept(executor, start));
                if (!reports.isEmpty()) {
                    driver.accept(executor, ended(reports));
                }
            }
            case ExecutorEvent.TaskStarted _,
                    ExecutorEvent.TasksEnded _,
                    ExecutorEvent.BarrierCalled _,
                    ExecutorEvent.Heartbeat _,
                    ExecutorEvent.Pong _ ->
                    driver.accept(executor, event);
        }
    }

    private static ExecutorEvent ended(List<byte[]> reports) {
        return new ExecutorEvent.TasksEnded(
                reports.stream().map(bytes -> Wire.decode(bytes, TaskReport.class)).toList());
    }
}
