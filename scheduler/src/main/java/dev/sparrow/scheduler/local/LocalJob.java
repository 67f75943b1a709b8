/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.actor.Submission;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.task.ShippedResult;
import dev.sparrow.spi.Job;
import dev.sparrow.value.JobId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A submitted job as its caller sees it.
final class LocalJob implements Job, Submission.Ended {
    private final JobId id;
    private final Label label;
    private final Consumer<String> canceller;
    private final Consumer<LocalJob> onEnd;
    private final Map<Integer, Object> finished = new ConcurrentHashMap<>();
    private final CompletableFuture<List<Object>> end = new CompletableFuture<>();

    LocalJob(JobId id, Label label, Consumer<String> canceller, Consumer<LocalJob> onEnd) {
        this.id = id;
        this.label = label;
        this.canceller = canceller;
        this.onEnd = onEnd;
    }

    @Override
    public JobId id() {
        return id;
    }

    @Override
    public void finished(int partition, Object output) {
        if (output != null) {
            finished.put(partition, output);
        }
    }

    @Override
    public Map<Integer, Object> finished() {
        return Map.copyOf(finished);
    }

    @Override
    public void succeeded(List<Object> results) {
        onEnd.accept(this);
        end.complete(results);
    }

    @Override
    public void failed(JobFailure failure) {
        onEnd.accept(this);
        end.completeExceptionally(FailureMessage.of(id, label, failure));
    }

    /// The engine is gone, and with it all who could end this job.
    void closed() {
        failed(new JobFailure.Closed("close() was called"));
    }

    /// The driver is gone though nobody closed it.
    void orphaned() {
        onEnd.accept(this);
        end.completeExceptionally(
                new SparrowException(
                        ErrorCode.INTERNAL,
                        label
                                + " (job "
                                + id
                                + ") cannot finish: the driver of this context ended unexpectedly. Its log says"
                                + " why; please report it. Make a new context."));
    }

    /// Waits for the end, but no longer than `longest`.
    void awaitEnd(Duration longest) {
        try {
            end.handle((_, _) -> true).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Then the engine ends it by closed().
        }
    }

    @Override
    public List<Object> await() throws InterruptedException {
        try {
            return opened(end.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SparrowException failure) {
                failure.setStackTrace(new Throwable().getStackTrace());
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<Object> opened(List<Object> results) {
        var opened = new ArrayList<Object>(results.size());
        results.forEach(result -> opened.add(ShippedResult.open(result)));
        return opened;
    }

    @Override
    public void cancel(String reason) {
        canceller.accept(reason);
    }
}
