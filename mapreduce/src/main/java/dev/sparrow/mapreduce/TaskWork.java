/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The work of one task: calls the function of its phase as its output is read, and tallies when all has been read.
///
/// @param <K> keys of what is emitted
/// @param <V> values of what is emitted
abstract class TaskWork<K, V> implements Iterator<Tuple2<K, V>> {
    /// How often a function may fail on a record before it is a bad one.
    private static final int FAILURES_MAX = 2;

    private final Phase phase;
    private final int task;
    private final int skippedMax;
    private final Tallies tallies;
    private final Collected<K, V> context;
    private final ArrayDeque<Tuple2<K, V>> output = new ArrayDeque<>();
    private boolean isSetUp;
    private boolean isOver;

    /// What may fail.
    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    TaskWork(Phase phase, int task, int skippedMax, Tallies tallies) {
        this.phase = phase;
        this.task = task;
        this.skippedMax = skippedMax;
        this.tallies = tallies;
        this.context = new Collected<>(task);
    }

    /// Before the first record.
    abstract void setUp() throws Exception;

    /// Takes one record, or a key with its values.
    ///
    /// @return whether there was one
    abstract boolean takeNext() throws Exception;

    /// After the last record.
    abstract void cleanUp() throws Exception;

    /// Takes what was emitted, once a call has succeeded.
    void onEmitted(List<Tuple2<K, V>> pairs) throws Exception {
        output.addAll(pairs);
    }

    /// Once nothing more will be emitted.
    Collection<Tuple2<K, V>> last() throws Exception {
        return List.of();
    }

    final Collected<K, V> context() {
        return context;
    }

    @Override
    public final boolean hasNext() {
        while (output.isEmpty() && !isOver) {
            try {
                advance();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw failure("failed", e);
            }
        }
        return !output.isEmpty();
    }

    @Override
    public final Tuple2<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The " + phase + " task " + task + " emits no more.");
        }
        return output.poll();
    }

    private void advance() throws Exception {
        if (!isSetUp) {
            isSetUp = true;
            setUp();
        } else if (!takeNext()) {
            cleanUp();
            isOver = true;
        }
        onEmitted(context.take());
        if (isOver) {
            output.addAll(last());
            context.publish();
            tallies.add(new Tally(phase, task, context.counts(), context.skipped()));
        }
    }

    /// Calls the function with a record. One on which it fails twice is skipped, if that is allowed: what the failed
    /// calls emitted and counted is forgotten.
    ///
    /// @param again makes what the call reads as new
    final void call(TaskCounter skipped, Call call, Runnable again) throws Exception {
        for (var failures = 1; ; failures++) {
            context.mark();
            try {
                call.run();
                return;
            } catch (Exception | StackOverflowError e) {
                // Not the record's fault.
                if (e instanceof InterruptedException || isCancelled()) {
                    throw e;
                }
                if (skippedMax == 0) {
                    throw failure("failed on record " + context.position(), e);
                }
                context.rollBack();
                again.run();
                if (failures == FAILURES_MAX) {
                    skip(skipped, e);
                    return;
                }
            }
        }
    }

    private static boolean isCancelled() {
        return TaskContext.get() != null && TaskContext.get().isInterrupted();
    }

    private void skip(TaskCounter counter, Throwable failure) {
        if (context.skipped().size() == skippedMax) {
            throw failure(
                    "has skipped %d records and failed on record %s; more than %d are not allowed"
                            .formatted(skippedMax, context.position(), skippedMax),
                    failure);
        }
        context.skip(new SkippedRecord(phase, context.position(), text(failure)));
        context.count(counter);
    }

    private SparrowException failure(String what, Throwable e) {
        return new SparrowException(
                ErrorCode.USER_FUNCTION,
                "%s task %d %s: %s".formatted(phase == Phase.MAP ? "Map" : "Reduce", task, what, text(e)),
                e);
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? e.getClass().getName() : e.getClass().getName() + ": " + e.getMessage();
    }
}
