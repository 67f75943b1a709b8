/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Sizes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Halves of the work, each in a thread of its own.
final class Parts {
    private Parts() {}

    @FunctionalInterface
    interface Part<T> {
        T compute(int from, int to);
    }

    /// The results of the parts of `0..count`, in order.
    static <T> List<T> of(int count, Part<T> part) throws InterruptedException, ExecutionException {
        var tasks = new ArrayList<FutureTask<T>>();
        for (var i = 0; i < Sizes.THREADS; i++) {
            var from = start(count, i);
            var to = start(count, i + 1);
            var task = new FutureTask<>(() -> part.compute(from, to));
            tasks.add(task);
            Thread.ofPlatform().start(task);
        }
        var results = new ArrayList<T>();
        for (var task : tasks) {
            results.add(task.get());
        }
        return results;
    }

    /// Where part `i` begins.
    static int start(int count, int i) {
        return (int) ((long) count * i / Sizes.THREADS);
    }
}
