/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.value.Tuple2;

import java.util.function.Supplier;

/// R7: one sum for each of many keys.
final class SumByKey {
    private SumByKey() {}

    static Supplier<Answer> run(Sparrow sc, long count, long keys) {
        var sums =
                sc.range(0, count)
                        .mapToPair(row -> new Tuple2<>(Numbers.key(row, keys), Numbers.value(row)))
                        .reduceByKey(Double::sum);
        var total =
                sums.map(sum -> new Tuple2<>(1L, Numbers.mark(sum._1()) * sum._2()))
                        .reduce((left, right) -> new Tuple2<>(left._1() + right._1(), left._2() + right._2()));
        return () -> Answer.counted(total._1(), total._2());
    }
}
