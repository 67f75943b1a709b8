/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.CallContext;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.OutputTransaction;
import dev.sparrow.status.FutureAction;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// The calls of one context, from its start until it is closed.
public final class ContextCalls implements CallContext {
    private final Settings settings;
    private final int slots;
    private final long textSplitBytesMax;
    private final ErrorValues errorValues;
    private final Retention retention;
    private final Jobs jobs;
    private final Runnable afterJob;
    private final AtomicInteger datasets = new AtomicInteger();
    private final AtomicInteger shuffles = new AtomicInteger();

    @SuppressWarnings("ThreadLocalUsage") // what one context saves is no matter of another
    private final ThreadLocal<OutputTransaction> open = new ThreadLocal<>();

    private volatile boolean closed;

    /// @param afterJob runs on the caller's thread when a job has ended, before the call returns
    public ContextCalls(
            Settings settings, int slots, long textSplitBytesMax, Retention retention, Jobs jobs, Runnable afterJob) {
        this.settings = settings;
        this.slots = slots;
        this.textSplitBytesMax = textSplitBytesMax;
        this.errorValues = settings.get(Keys.ERROR_VALUES);
        this.retention = retention;
        this.jobs = jobs;
        this.afterJob = afterJob;
    }

    /// Refuses all calls from now on.
    public void close() {
        closed = true;
    }

    @Override
    public Optional<CallSite> callSite() {
        return jobs.marks().callSite();
    }

    @Override
    public void requireOpen(Label label) {
        if (closed) {
            throw new SparrowException(
                    ErrorCode.CONTEXT_CLOSED,
                    label
                            + ": this context is closed. Make a new one, and keep it open as long as its"
                            + " datasets are used.");
        }
    }

    @Override
    public DatasetId nextDataset() {
        return new DatasetId(datasets.getAndIncrement());
    }

    @Override
    public ShuffleId nextShuffle() {
        return new ShuffleId(shuffles.getAndIncrement());
    }

    @Override
    public void created(Lineage node) {
        retention.node(node);
    }

    // ---- Defaults ---------------------------------------------------------------------------------------------------

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public OptionalInt configuredParallelism() {
        var configured = settings.get(Keys.DEFAULT_PARALLELISM);
        return configured == 0 ? OptionalInt.empty() : OptionalInt.of(configured);
    }

    @Override
    public ErrorValues errorValues() {
        return errorValues;
    }

    @Override
    public long textSplitBytesMax() {
        return textSplitBytesMax;
    }

    // ---- Transactions -----------------------------------------------------------------------------------------------

    /// Makes what the calling thread saves meanwhile part of a transaction.
    public void within(OutputTransaction transaction, Runnable saves) {
        if (open.get() != null) {
            throw SparrowException.invalidArgument(
                    "A transaction cannot save within another save of a transaction. Save one after the other.");
        }
        open.set(transaction);
        try {
            saves.run();
        } finally {
            open.remove();
        }
    }

    @Override
    public Optional<OutputTransaction> transaction() {
        return Optional.ofNullable(open.get());
    }

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    @Override
    public List<Object> run(OperatorCall call, Lineage target, Action action, List<Integer> partitions) {
        requireOpen(call.label());
        try {
            return jobs.run(call, target, action, partitions);
        } finally {
            afterJob.run();
        }
    }

    @Override
    public Job start(OperatorCall call, Lineage target, Action action) {
        return jobs.start(call, target, action, OperatorCall.allPartitions(target));
    }

    @Override
    public List<Object> await(OperatorCall call, Lineage target, Job job) {
        return jobs.await(call, target, job);
    }

    @Override
    public <T> FutureAction<T> startAction(OperatorCall call, Callable<T> action) {
        return jobs.startAction(call, action);
    }
}
