/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.value.Tuple2;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The work of a map task: a call of the mapper for each record, and the combiner behind it.
final class MapWork<K1, V1, K2, V2> extends TaskWork<K2, V2> {
    private final Iterator<Tuple2<K1, V1>> records;
    private final Mapper<? super K1, ? super V1, K2, V2> mapper;
    private final Optional<Combining<K2, V2>> combining;
    private long emitted;

    MapWork(int task, Iterator<Tuple2<K1, V1>> records, MapStep<K1, V1, K2, V2> step) {
        super(Phase.MAP, task, step.skippedMax(), step.tallies());
        this.records = records;
        this.mapper = step.mapper();
        this.combining = Optional.ofNullable(step.combiner()).map(combiner -> new Combining<>(combiner, context()));
    }

    @Override
    void setUp() throws Exception {
        mapper.setup(context());
    }

    @Override
    boolean takeNext() throws Exception {
        if (!records.hasNext()) {
            return false;
        }
        var record = records.next();
        context().nextRecord();
        call(TaskCounter.MAP_SKIPPED_RECORDS, () -> mapper.map(record._1(), record._2(), context()), () -> {});
        return true;
    }

    @Override
    void cleanUp() throws Exception {
        mapper.cleanup(context());
    }

    @Override
    void onEmitted(List<Tuple2<K2, V2>> pairs) throws Exception {
        emitted += pairs.size();
        if (combining.isPresent()) {
            super.onEmitted(combining.get().add(pairs));
        } else {
            super.onEmitted(pairs);
        }
    }

    @Override
    Collection<Tuple2<K2, V2>> last() throws Exception {
        context().count(Counter.of(TaskCounter.MAP_INPUT_RECORDS), context().records());
        context().count(Counter.of(TaskCounter.MAP_OUTPUT_RECORDS), emitted);
        return combining.isPresent() ? combining.get().last() : List.of();
    }
}
