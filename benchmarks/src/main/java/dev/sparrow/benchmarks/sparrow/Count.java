/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;

import java.util.function.Supplier;

/// R10: what a job costs that has next to nothing to do.
final class Count {
    private Count() {}

    static Supplier<Answer> run(Sparrow sc, int partitions) {
        var count = sc.range(0, Sizes.COUNTED, 1, partitions).count();
        return () -> Answer.exactly(count);
    }
}
