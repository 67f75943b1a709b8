/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

/// The limits of memory for data in one process, and the rule that says who gives way to whom. Decides and changes
/// nothing.
///
/// Tables and sorts of running tasks (*execution*) are on the Java heap; *blocks* between stages and cached partitions
/// are mostly outside, but may refer to objects on the heap. Half of what execution can have is never taken by blocks,
/// and what execution takes beyond that pushes cached partitions out, never the other way round.
///
/// @param totalBytes for everything
/// @param heapBytes of those, on the Java heap
/// @param executionBytes of those, for execution
public record MemoryLimits(long totalBytes, long heapBytes, long executionBytes) {
    /// The share of the heap; the rest is for the program, for results and for what is read and written at the moment.
    private static final double SHARE_OF_HEAP = 0.5;

    /// Results are refused only beyond this part of the whole heap. Parallel's old generation is two thirds of it, and
    /// once it is full, a little more makes the collector do all the work.
    private static final double RESULTS_LIVE_MAX = 0.75;

    /// Less than this part of the heap in results is no reason for anything.
    private static final int FEW_RESULTS = 16;

    /// What a single operator of a task gets at least, as a part of what its task could get: else one whose task has
    /// given all to another operator would go to disk with every row.
    private static final int OPERATORS = 8;

    /// What is in use.
    ///
    /// @param blockHeapBytes of the blocks' bytes, those on the Java heap
    public record Used(long blockBytes, long blockHeapBytes, long executionBytes) {}

    enum Verdict {
        GRANT,
        /// Blocks have to go first. If none can, ask again with `evicted`.
        EVICT,
        REFUSE
    }

    /// What holds in a process.
    ///
    /// @param totalBytes 0 for what suits the machine: half of the heap, and outside it as much as the heap may take,
    ///   but no more than half of the physical memory that it leaves
    /// @param maxHeapBytes what the Java heap may grow to
    /// @param physicalBytes of the machine or container
    public static MemoryLimits of(long totalBytes, long maxHeapBytes, long physicalBytes) {
        var heap = (long) (maxHeapBytes * SHARE_OF_HEAP);
        var outside = Math.clamp((physicalBytes - maxHeapBytes) / 2, 0, maxHeapBytes);
        var total = totalBytes > 0 ? totalBytes : heap + outside;
        return new MemoryLimits(total, heap, Math.min(total, heap));
    }

    /// All of it for blocks, wherever they are.
    public static MemoryLimits ofBlocks(long totalBytes) {
        return new MemoryLimits(totalBytes, Long.MAX_VALUE, 0);
    }

    /// Whether so little is on its way to the driver that the heap needs no look.
    static boolean resultsAreFew(long resultBytes, long maxHeapBytes) {
        return resultBytes <= maxHeapBytes / FEW_RESULTS;
    }

    /// Whether results on their way to the driver can grow on: until the heap is nearly full, and it is these results
    /// that have filled it rather than what the program holds for ever.
    ///
    /// @param liveBytes of the whole heap, garbage not counted
    static boolean resultsFit(long resultBytes, long liveBytes, long maxHeapBytes) {
        return liveBytes < RESULTS_LIVE_MAX * maxHeapBytes || resultBytes < maxHeapBytes - liveBytes;
    }

    boolean blocksFit(Used used) {
        var others = Math.max(used.executionBytes, executionBytes / 2);
        return used.blockBytes <= totalBytes - others && used.blockHeapBytes <= heapBytes - others;
    }

    /// Whether a task may have more. As in Spark, one of n running tasks gets an n-th at most, and half of that in any
    /// case, whatever others took before it came.
    ///
    /// @param tasks how many have something or ask, at least 1
    /// @param held by the task that asks
    /// @param evicted whether blocks have gone as far as they can
    Verdict decide(Used used, int tasks, long held, long more, boolean evicted) {
        if (held + more > executionBytes / tasks) {
            return Verdict.REFUSE;
        }
        var after = new Used(used.blockBytes, used.blockHeapBytes, used.executionBytes + more);
        if (!evicted && used.blockBytes > 0 && !blocksFit(after)) {
            return Verdict.EVICT;
        }
        var fits = after.executionBytes <= executionBytes && blocksFit(after);
        return fits || held + more <= executionBytes / (2L * tasks) ? Verdict.GRANT : Verdict.REFUSE;
    }

    /// What each operator of a task may have in any case.
    long operatorBytesMin(int tasks) {
        return executionBytes / ((long) OPERATORS * tasks);
    }
}
