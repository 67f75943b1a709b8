/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

import java.util.HashSet;
import java.util.Set;

/// The memory that one process has for data: who has how much of it. It counts and allocates nothing.
///
/// Blocks [#reserve] what they take and look at [#blocksFit]; tasks ask by a [MemoryGrant] before their tables grow.
/// All methods may be called from any thread.
public final class MemoryBudget {
    private final MemoryLimits limits;

    /// Tasks that have something or asked for it.
    private final Set<MemoryGrant> tasks = new HashSet<>();

    private final HeapLevel heap;
    private long resultBytes;
    private long blockBytes;
    private long blockHeapBytes;
    private long executionBytes;
    private Runnable eviction = () -> {};

    public MemoryBudget(MemoryLimits limits) {
        this(limits, HeapLevel.OF_JVM);
    }

    /// Makes a budget with a heap whose level tests set.
    MemoryBudget(MemoryLimits limits, HeapLevel heap) {
        this.limits = limits;
        this.heap = heap;
    }

    /// Sets how blocks free memory.
    ///
    /// @param eviction lets go of blocks until [#blocksFit], as far as possible; called without a lock
    public synchronized void evictBy(Runnable eviction) {
        this.eviction = eviction;
    }

    public synchronized MemoryLimits.Used used() {
        return new MemoryLimits.Used(blockBytes, blockHeapBytes, executionBytes);
    }

    /// Whether blocks take no more than they may now.
    public synchronized boolean blocksFit() {
        return limits.blocksFit(used());
    }

    /// A reservation for the blocks of one owner, which closes it when they are gone.
    public Reservation reserve() {
        return new Reservation(this);
    }

    /// The memory for the result of one task.
    public ResultMemory result() {
        return new ResultMemory(this);
    }

    synchronized void accountResult(long bytes) {
        resultBytes += bytes;
    }

    /// Whether the results that are on their way can grow on.
    boolean resultsFit() {
        long results;
        synchronized (this) {
            results = resultBytes;
        }
        var max = heap.maxBytes();
        return MemoryLimits.resultsAreFew(results, max) || MemoryLimits.resultsFit(results, heap.liveBytes(), max);
    }

    /// Blocks give way to what is in use, as far as possible.
    void makeRoom() {
        if (!blocksFit()) {
            evict(0);
        }
    }

    synchronized void account(long bytes, long heapBytes) {
        blockBytes += bytes;
        blockHeapBytes += heapBytes;
    }

    /// A grant for the tables and sorts of one task.
    public MemoryGrant grant() {
        return new MemoryGrant(this);
    }

    boolean acquire(MemoryGrant task, long more) {
        return switch (decided(task, more, false)) {
            case GRANT -> true;
            case REFUSE -> false;
            case EVICT -> {
                evict(more);
                yield decided(task, more, true) == MemoryLimits.Verdict.GRANT;
            }
        };
    }

    private synchronized MemoryLimits.Verdict decided(MemoryGrant task, long more, boolean evicted) {
        tasks.add(task);
        var verdict = limits.decide(used(), tasks.size(), task.bytes(), more, evicted);
        if (verdict == MemoryLimits.Verdict.GRANT) {
            executionBytes += more;
            task.add(more);
        }
        return verdict;
    }

    /// Blocks free memory for what is not granted yet, as if it were.
    private void evict(long more) {
        Runnable run;
        synchronized (this) {
            executionBytes += more;
            run = eviction;
        }
        try {
            run.run();
        } finally {
            synchronized (this) {
                executionBytes -= more;
            }
        }
    }

    /// Grants an operator its guaranteed minimum, whatever other tasks hold.
    synchronized void take(MemoryGrant task, long more) {
        tasks.add(task);
        executionBytes += more;
        task.add(more);
    }

    synchronized long operatorBytesMin() {
        return limits.operatorBytesMin(Math.max(1, tasks.size()));
    }

    long heapBytes() {
        return limits.heapBytes();
    }

    synchronized void release(MemoryGrant task, long bytes) {
        executionBytes -= bytes;
        task.add(-bytes);
    }

    synchronized void end(MemoryGrant task) {
        release(task, task.bytes());
        tasks.remove(task);
    }
}
