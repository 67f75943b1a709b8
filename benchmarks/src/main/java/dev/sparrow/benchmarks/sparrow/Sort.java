/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.benchmarks.workload.SortedSum;

import java.util.List;
import java.util.function.Supplier;

/// R8: numbers in order, each looked at once in that order.
final class Sort {
    private Sort() {}

    static Supplier<Answer> run(Sparrow sc, long count) {
        var parts =
                sc.range(0, count)
                        .map(Numbers::shuffled)
                        .sortBy(x -> x)
                        .mapPartitions(sorted -> List.of(SortedSum.of(sorted)).iterator())
                        .collect();
        return () -> SortedSum.answer(parts);
    }
}
