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

/// R9: many pairs meet a tenth as many.
final class Join {
    private Join() {}

    static Supplier<Answer> run(Sparrow sc, long count, long keys) {
        var large = sc.range(0, count).mapToPair(row -> new Tuple2<>(Numbers.key(row, keys), Numbers.value(row)));
        var small = sc.range(0, keys).mapToPair(key -> new Tuple2<>(key, Numbers.weight(key)));
        var total =
                large.join(small)
                        .map(met -> new Tuple2<>(1L, met._2()._1() * met._2()._2()))
                        .reduce((left, right) -> new Tuple2<>(left._1() + right._1(), left._2() + right._2()));
        return () -> Answer.counted(total._1(), total._2());
    }
}
