/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.benchmarks.workload.SortedSum;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// R8: each thread sorts its half by digits, then both halves are merged from the two ends at once.
final class HandSort {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private HandSort() {}

    static Supplier<Answer> sort(int count) throws InterruptedException, ExecutionException {
        var halves = Parts.of(count, HandSort::sortedPart);
        var left = halves.get(0);
        var right = halves.get(1);
        var all = new long[count];
        Parts.of(
                count,
                (from, to) -> {
                    if (from == 0) {
                        mergeLeast(left, right, all, to);
                    } else {
                        mergeGreatest(left, right, all, from);
                    }
                    return all;
                });
        return () -> SortedSum.answer(List.of(SortedSum.of(all)));
    }

    /// Least digit first; the numbers are not negative.
    private static long[] sortedPart(int from, int to) {
        var numbers = new long[to - from];
        var seen = 0L;
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = Numbers.shuffled(from + (long) i);
            seen |= numbers[i];
        }
        var other = new long[numbers.length];
        for (var shift = 0; seen >>> shift != 0; shift += DIGIT_BITS) {
            distribute(numbers, other, shift);
            var swap = numbers;
            numbers = other;
            other = swap;
        }
        return numbers;
    }

    private static void distribute(long[] numbers, long[] into, int shift) {
        var starts = new int[DIGITS + 1];
        for (var number : numbers) {
            starts[(int) (number >>> shift & DIGITS - 1) + 1]++;
        }
        for (var digit = 0; digit < DIGITS; digit++) {
            starts[digit + 1] += starts[digit];
        }
        for (var number : numbers) {
            into[starts[(int) (number >>> shift & DIGITS - 1)]++] = number;
        }
    }

    private static void mergeLeast(long[] left, long[] right, long[] all, int to) {
        var l = 0;
        var r = 0;
        for (var i = 0; i < to; i++) {
            all[i] = r == right.length || (l < left.length && left[l] <= right[r]) ? left[l++] : right[r++];
        }
    }

    private static void mergeGreatest(long[] left, long[] right, long[] all, int from) {
        var l = left.length - 1;
        var r = right.length - 1;
        for (var i = all.length - 1; i >= from; i--) {
            all[i] = r < 0 || (l >= 0 && left[l] > right[r]) ? left[l--] : right[r--];
        }
    }
}
