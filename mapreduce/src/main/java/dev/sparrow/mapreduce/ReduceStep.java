/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.function.Function2;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Tuple2;

import java.util.Comparator;
import java.util.Iterator;

/// The reduce tasks of a job, as a function of their number and sorted pairs.
record ReduceStep<K2, V2, K3, V3>(
        Reducer<K2, V2, K3, V3> reducer, Comparator<? super K2> grouping, int skippedMax, Tallies tallies)
        implements Function2<Integer, Iterator<Tuple2<K2, V2>>, Iterator<Tuple2<K3, V3>>>, CallSite.Transparent {
    @Override
    public Iterator<Tuple2<K3, V3>> call(Integer task, Iterator<Tuple2<K2, V2>> sorted) {
        return new ReduceWork<>(task, sorted, this);
    }
}
