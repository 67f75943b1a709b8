/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.MachineErrors;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.driver.FailureText;
import dev.sparrow.scheduler.driver.Submission;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.RemoteError;
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
import java.util.function.Supplier;

/// A submitted job as its caller sees it.
public final class SubmittedJob implements Job, Submission.Ended {
    private final JobId id;
    private final Label label;
    private final ClassLoader classes;
    private final Consumer<String> canceller;
    private final Consumer<SubmittedJob> onEnd;
    private final Map<Integer, Parcel> finished = new ConcurrentHashMap<>();
    private final Set<Arrivals> arrivals = ConcurrentHashMap.newKeySet();
    private final AtomicReference<SparrowException> notMerged = new AtomicReference<>();
    private final long sinceNanos = System.nanoTime();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    /// How the job ended. It becomes results or an exception on the thread of its caller, since both take user code.
    private sealed interface End {
        record Succeeded(List<Object> results) implements End {}

        record Failed(ErrorCode code, String text, Throwable cause) implements End {}
    }

    /// @param classes of which results and exceptions are made
    public SubmittedJob(
            JobId id, Label label, ClassLoader classes, Consumer<String> canceller, Consumer<SubmittedJob> onEnd) {
        this.classes = classes;
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
    public void finished(int partition, Parcel output) {
        finished.put(partition, output);
    }

    @Override
    public Map<Integer, Object> finished() {
        return inClasses(() -> {
            var opened = new HashMap<Integer, Object>();
            finished.forEach((partition, output) -> {
                var result = output.open();
                if (result != null) {
                    opened.put(partition, result);
                }
            });
            return opened;
        });
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
        inClasses(() -> {
            arrivals.forEach(Arrivals::merge);
            return true;
        });
        return Optional.ofNullable(notMerged.get());
    }

    @Override
    public void succeeded(List<Object> results) {
        ended(new End.Succeeded(results));
    }

    @Override
    public void failed(JobFailure failure, String text) {
        ended(new End.Failed(failure.code(), text, failure.thrown()));
    }

    /// The engine is gone, and with it all who could end this job.
    public void closed() {
        var failure = new JobFailure.Closed("close() was called");
        failed(failure, FailureText.of(name(), failure));
    }

    /// The driver is gone though nobody closed it.
    ///
    /// @param tell hears of the failure's text before the caller does
    void orphaned(Throwable cause, Consumer<String> tell) {
        var full = MachineErrors.isOfFullHeap(cause);
        var text = name() + " cannot finish: " + (full ? driverIsFull(cause) : driverEnded(cause));
        tell.accept(text);
        ended(new End.Failed(full ? ErrorCode.OUT_OF_RESOURCES : ErrorCode.INTERNAL, text, cause));
    }

    private static String driverIsFull(Throwable cause) {
        return "the heap of "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB is so full that the driver found no room ("
                + cause.getMessage()
                + "). Other jobs are run by a new one. Use more partitions, bring less to the driver, or use a larger"
                + " heap (-Xmx in SPARROW_JAVA_OPTS).";
    }

    private static String driverEnded(Throwable cause) {
        return "the driver of this context ended unexpectedly ("
                + ThrowableText.of(cause)
                + "). Other jobs are run by a new one. Please report this with the stack trace.";
    }

    private String name() {
        return Submission.name(label, id);
    }

    private void ended(End how) {
        finished.values().forEach(Parcel::release);
        end.complete(how);
        onEnd.accept(this); // last: where there was no room for the rest, it is done again
    }

    /// Since it was submitted.
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    /// Waits for the end, but no longer than `longest`.
    public void awaitEnd(Duration longest) {
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
                case End.Succeeded(var results) -> inClasses(() -> opened(results));
                case End.Failed(var code, var text, var cause) ->
                        throw new SparrowException(code, text, inClasses(() -> opened(cause)));
            };
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        }
    }

    /// Opens what came from tasks.
    private <T> T inClasses(Supplier<T> opening) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return opening.get();
        } catch (SparrowException undecided) {
            throw label.values().of(undecided);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Throwable opened(Throwable cause) {
        return cause instanceof RemoteError error ? ThrowableText.printable(error.itself()) : cause;
    }

    private static List<Object> opened(List<Object> results) {
        var opened = new ArrayList<Object>(results.size());
        results.forEach(result -> opened.add(((Parcel) result).open()));
        return opened;
    }

    @Override
    public void cancel(String reason) {
        canceller.accept(reason);
    }
}
