/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.Exchange;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The meaning of each [Exchange], and of operations that bring pairs of several datasets together.
final class Exchanges {
    private Exchanges() {}

    static List<List<Object>> apply(Exchange exchange, List<List<Object>> input) throws Exception {
        return switch (exchange) {
            case Exchange.Partition partition -> partition(partition, input);
            case Exchange.Rebalance rebalance -> rebalance(rebalance.partitions(), input);
            case Exchange.Combine combine -> combine(combine, input);
            case Exchange.Sort sort -> sort(sort, input);
            case Exchange.Columns columns -> Tables.placed(columns, input);
        };
    }

    private static List<List<Object>> partition(Exchange.Partition exchange, List<List<Object>> input) {
        var output = emptyLists(exchange.partitions());
        for (var partition : input) {
            for (var pair : partition) {
                output.get(exchange.by().getPartition(Pairs.key(pair))).add(pair);
            }
        }
        return output;
    }

    private static List<List<Object>> rebalance(int partitions, List<List<Object>> input) {
        var output = emptyLists(partitions);
        for (var p = 0; p < input.size(); p++) {
            for (var i = 0; i < input.get(p).size(); i++) {
                output.get((int) (((long) p + i) % partitions)).add(input.get(p).get(i));
            }
        }
        return output;
    }

    private static List<List<Object>> combine(Exchange.Combine exchange, List<List<Object>> input) throws Exception {
        var output = emptyLists(exchange.partitions());
        for (var key : Aggregations.valuesByKey(input).entrySet()) {
            var value = Aggregations.combine(exchange.aggregation(), key.getValue());
            output.get(exchange.by().getPartition(key.getKey())).add(Tuple2.of(key.getKey(), value));
        }
        return output;
    }

    private static List<List<Object>> sort(Exchange.Sort exchange, List<List<Object>> input) {
        var sorted = new ArrayList<Object>();
        input.forEach(sorted::addAll);
        sorted.sort((left, right) ->
                exchange.ascending()
                        ? exchange.comparator().compare(Pairs.key(left), Pairs.key(right))
                        : exchange.comparator().compare(Pairs.key(right), Pairs.key(left)));
        var output = emptyLists(exchange.partitions());
        for (var i = 0; i < sorted.size(); i++) {
            output.get((int) ((long) i * exchange.partitions() / sorted.size())).add(sorted.get(i));
        }
        return output;
    }

    static List<List<Object>> coGroup(int partitions, List<List<List<Object>>> inputs) {
        var output = new ArrayList<List<Object>>();
        for (var p = 0; p < partitions; p++) {
            var valuesByKey = new LinkedHashMap<Object, List<List<Object>>>();
            for (var i = 0; i < inputs.size(); i++) {
                for (var pair : inputs.get(i).get(p)) {
                    var values = valuesByKey.computeIfAbsent(Pairs.key(pair), _ -> emptyLists(inputs.size()));
                    values.get(i).add(Pairs.value(pair));
                }
            }
            var pairs = new ArrayList<Object>();
            valuesByKey.forEach((key, values) -> pairs.add(Tuple2.of(key, values)));
            output.add(pairs);
        }
        return output;
    }

    private static List<List<Object>> emptyLists(int count) {
        var lists = new ArrayList<List<Object>>();
        for (var i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }
}
