/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the tasks of a job have counted: of each task once, whatever failed, was repeated or ran twice.
///
/// @param values those that were counted at all
public record Counters(NavigableMap<Counter, Long> values) {
    public Counters {
        values = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(values));
    }

    /// 0 if nobody has counted.
    public long get(Counter counter) {
        return values.getOrDefault(counter, 0L);
    }

    /// As [#get(Counter)], of the counter with the name of a constant.
    public long get(Enum<?> counter) {
        return get(Counter.of(counter));
    }

    static Counters sum(Iterable<Tally> tallies) {
        var sum = new TreeMap<Counter, Long>();
        for (var tally : tallies) {
            tally.counts().forEach((counter, count) -> sum.merge(counter, count, Long::sum));
        }
        return new Counters(sum);
    }

    /// A line for each, such as `TaskCounter.MAP_INPUT_RECORDS = 9,285`.
    @Override
    public String toString() {
        return values.entrySet().stream().map(Counters::line).collect(Collectors.joining("\n"));
    }

    private static String line(Map.Entry<Counter, Long> entry) {
        return "%s = %,d".formatted(entry.getKey(), entry.getValue());
    }
}
