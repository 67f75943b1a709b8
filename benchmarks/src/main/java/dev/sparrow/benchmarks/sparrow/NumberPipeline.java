/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.workload.Answer;

import java.util.function.Supplier;

/// R6: a few narrow steps over many numbers.
final class NumberPipeline {
    private NumberPipeline() {}

    static Supplier<Answer> run(Sparrow sc, long count) {
        var sum = sc.range(0, count).map(x -> x * 3 + 1).filter(x -> x % 7 != 0).map(x -> x - x / 5).reduce(Long::sum);
        return () -> Answer.exactly(sum);
    }
}
