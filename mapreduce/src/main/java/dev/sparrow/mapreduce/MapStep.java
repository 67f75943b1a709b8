/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.function.Function2;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;

/// The map tasks of a job, as a function of a split and its records.
///
/// @param combiner null if there is none
record MapStep<K1, V1, K2, V2>(
        Mapper<? super K1, ? super V1, K2, V2> mapper, Combiner<K2, V2> combiner, int skippedMax, Tallies tallies)
        implements Function2<Integer, Iterator<Tuple2<K1, V1>>, Iterator<Tuple2<K2, V2>>>, CallSite.Transparent {
    @Override
    public Iterator<Tuple2<K2, V2>> call(Integer split, Iterator<Tuple2<K1, V1>> records) {
        return new MapWork<>(split, records, this);
    }
}
