/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Numbers;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// R6, R7 and R9.
final class HandNumbers {
    private HandNumbers() {}

    static Supplier<Answer> pipeline(long count) throws InterruptedException, ExecutionException {
        var sum = Parts.of((int) count, HandNumbers::pipeline).stream().reduce(0L, Long::sum);
        return () -> Answer.exactly(sum);
    }

    private static long pipeline(int from, int to) {
        var sum = 0L;
        for (long i = from; i < to; i++) {
            var x = i * 3 + 1;
            if (x % 7 != 0) {
                sum += x - x / 5;
            }
        }
        return sum;
    }

    static Supplier<Answer> sumByKey(int count, int keys) throws InterruptedException, ExecutionException {
        var parts =
                Parts.of(
                        count,
                        (from, to) -> {
                            var sums = new Sums(keys);
                            for (var row = from; row < to; row++) {
                                sums.add(Numbers.key(row, keys), Numbers.value(row));
                            }
                            return sums;
                        });
        var all = parts.getFirst();
        parts.stream().skip(1).forEach(all::addAll);
        var total = all.markedTotal();
        return () -> Answer.counted(all.size(), total);
    }

    static Supplier<Answer> join(int count, int keys) throws InterruptedException, ExecutionException {
        var small = new Sums(keys);
        for (var key = 0; key < keys; key++) {
            small.add(key, Numbers.weight(key));
        }
        var parts = Parts.of(count, (from, to) -> join(from, to, small, keys));
        return () ->
                Answer.counted(parts.stream().mapToLong(Met::count).sum(), parts.stream().mapToDouble(Met::sum).sum());
    }

    private static Met join(int from, int to, Sums small, int keys) {
        var count = 0L;
        var sum = 0.0;
        for (var row = from; row < to; row++) {
            var weight = small.get(Numbers.key(row, keys));
            if (!Double.isNaN(weight)) {
                count++;
                sum += Numbers.value(row) * weight;
            }
        }
        return new Met(count, sum);
    }

    private record Met(long count, double sum) {}
}
