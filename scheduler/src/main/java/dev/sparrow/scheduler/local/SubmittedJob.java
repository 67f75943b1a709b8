/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.actor.Submission;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.task.ShippedResult;
import dev.sparrow.shared.Arrivals;
import dev.sparrow.spi.Job;
import dev.sparrow.value.JobId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A submitted job as its caller sees it.
final class SubmittedJob implements Job, Submission.Ended {
    private final JobId id;
    private final Label label;
    private final Consumer<String> canceller;
    private final Consumer<SubmittedJob> onEnd;
    private final Map<Integer, Object> finished = new ConcurrentHashMap<>();
    private final Set<Arrivals> arrivals = ConcurrentHashMap.newKeySet();
    private final AtomicReference<SparrowException> notMerged = new AtomicReference<>();
    private final long sinceNanos = System.nanoTime();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    /// How the job ended. It becomes results or an exception on the thread of its caller, since both take user code.
    private sealed interface End {
        record Succeeded(List<Object> results) implements End {}

        record Failed(JobFailure failure) implements End {}

        /// The driver ended before it.
        record Orphaned(Throwable cause) implements End {}
    }

    SubmittedJob(JobId id, Label label, Consumer<String> canceller, Consumer<SubmittedJob> onEnd) {
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
        var opened = new HashMap<Integer, Object>();
        finished.forEach((partition, output) -> opened.put(partition, ShippedResult.open(output)));
        return opened;
    }

    @Override
    public void counts(Arrivals added) {
        arrivals.add(added);
    }

    @Override
    public void notMerged(SparrowException failure) {
        notMerged.compareAndSet(null, failure);
    }

    @Override
    public Optional<SparrowException> mergeAccumulators() {
        arrivals.forEach(Arrivals::merge);
        return Optional.ofNullable(notMerged.get());
    }

    @Override
    public void succeeded(List<Object> results) {
        ended(new End.Succeeded(results));
    }

    @Override
    public void failed(JobFailure failure) {
        ended(new End.Failed(failure));
    }

    /// The engine is gone, and with it all who could end this job.
    void closed() {
        failed(new JobFailure.Closed("close() was called"));
    }

    /// The driver is gone though nobody closed it.
    void orphaned(Throwable cause) {
        ended(new End.Orphaned(cause));
    }

    private void ended(End how) {
        onEnd.accept(this);
        finished.values().forEach(ShippedResult::release);
        end.complete(how);
    }

    /// Since it was submitted.
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
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
            return switch (end.get()) {
                case End.Succeeded(var results) -> opened(results);
                case End.Failed(var failure) -> throw FailureMessage.of(id, label, failure);
                case End.Orphaned(var cause) -> throw FailureMessage.orphaned(id, label, cause);
            };
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
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
