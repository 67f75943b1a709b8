/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.value.Tuple2;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// The work of a reduce task: a call of the reducer for each group of keys that are neighbours in its sorted input.
final class ReduceWork<K2, V2, K3, V3> extends TaskWork<K3, V3> {
    private final Peeking<Tuple2<K2, V2>> pairs;
    private final Reducer<K2, V2, K3, V3> reducer;
    private final Comparator<? super K2> grouping;
    private final boolean mayFail;
    private long read;
    private long emitted;

    ReduceWork(int task, Iterator<Tuple2<K2, V2>> sorted, ReduceStep<K2, V2, K3, V3> step) {
        super(Phase.REDUCE, task, step.skippedMax(), step.tallies());
        this.pairs = new Peeking<>(sorted);
        this.reducer = step.reducer();
        this.grouping = step.grouping();
        this.mayFail = step.skippedMax() > 0;
    }

    @Override
    void setUp() throws Exception {
        reducer.setup(context());
    }

    @Override
    boolean takeNext() throws Exception {
        if (!pairs.hasNext()) {
            return false;
        }
        context().nextRecord();
        K2 first = pairs.peek()._1();
        var values = new Values<K2, V2>(pairs, key -> grouping.compare(first, key) == 0, mayFail);
        call(TaskCounter.REDUCE_SKIPPED_GROUPS, () -> reducer.reduce(first, values, context()), values::restart);
        values.skip();
        read += values.count();
        return true;
    }

    @Override
    void cleanUp() throws Exception {
        reducer.cleanup(context());
    }

    @Override
    void onEmitted(List<Tuple2<K3, V3>> pairs) throws Exception {
        emitted += pairs.size();
        super.onEmitted(pairs);
    }

    @Override
    Collection<Tuple2<K3, V3>> last() {
        context().count(Counter.of(TaskCounter.REDUCE_INPUT_GROUPS), context().records());
        context().count(Counter.of(TaskCounter.REDUCE_INPUT_RECORDS), read);
        context().count(Counter.of(TaskCounter.REDUCE_OUTPUT_RECORDS), emitted);
        return List.of();
    }
}
