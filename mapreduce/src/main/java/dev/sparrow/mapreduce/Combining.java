/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pairs of a map task on their way through its combiner (Dean & Ghemawat 2004, section 4.3).
///
/// Some of them wait until there are enough of them; then each key's are combined. Where that makes few pairs of many
/// they go on waiting, else they leave.
final class Combining<K, V> {
    /// So many pairs wait at most: a few MB of small ones.
    private static final int WAITING_MAX = 1 << 15;

    private final Combiner<K, V> combiner;
    private final Context<?, ?> counters;

    /// In the order in which keys came first, so that every attempt emits the same.
    private Map<K, List<Tuple2<K, V>>> waiting = new LinkedHashMap<>();

    private int size;

    Combining(Combiner<K, V> combiner, Context<?, ?> counters) {
        this.combiner = combiner;
        this.counters = counters;
    }

    /// Takes pairs, and returns those that leave.
    List<Tuple2<K, V>> add(List<Tuple2<K, V>> pairs) throws Exception {
        pairs.forEach(this::put);
        if (size < WAITING_MAX) {
            return List.of();
        }
        var combined = combine();
        if (combined.size() > WAITING_MAX / 2) {
            return combined;
        }
        combined.forEach(this::put);
        return List.of();
    }

    private void put(Tuple2<K, V> pair) {
        waiting.computeIfAbsent(pair._1(), _ -> new ArrayList<>(1)).add(pair);
        size++;
    }

    /// All that still wait, combined.
    List<Tuple2<K, V>> last() throws Exception {
        return combine();
    }

    private List<Tuple2<K, V>> combine() throws Exception {
        var combined = new Collected<K, V>(0);
        for (var pairs : waiting.values()) {
            var values = new Values<>(new Peeking<>(pairs.iterator()), _ -> true, false);
            combiner.reduce(values.key(), values, combined);
        }
        var result = combined.take();
        counters.count(Counter.of(TaskCounter.COMBINE_INPUT_RECORDS), size);
        counters.count(Counter.of(TaskCounter.COMBINE_OUTPUT_RECORDS), result.size());
        waiting = new LinkedHashMap<>();
        size = 0;
        return result;
    }
}
