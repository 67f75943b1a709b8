/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Lists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out which cached partitions the operations of a task read.
final class CacheReads {
    private final List<Op> ops;
    private final Map<DatasetId, Set<Integer>> read = new LinkedHashMap<>();

    private CacheReads(List<Op> ops) {
        this.ops = ops;
    }

    /// What is read to compute the partitions of the last operation.
    ///
    /// @param caches by the datasets that the operations read
    static List<CacheRead> of(List<Op> ops, int partitions, Map<DatasetId, PlannedCache> caches) {
        if (!renumber(ops)) {
            return Lists.map(caches.values(), cache -> new CacheRead.Same(cache.id()));
        }
        var lists = new LinkedHashMap<DatasetId, List<List<Integer>>>();
        caches.keySet().forEach(dataset -> lists.put(dataset, new ArrayList<>()));
        for (var p = 0; p < partitions && !caches.isEmpty(); p++) {
            var reads = new CacheReads(ops);
            reads.add(ops.size() - 1, p);
            lists.forEach((dataset, list) -> list.add(List.copyOf(reads.read.getOrDefault(dataset, Set.of()))));
        }
        var all = new ArrayList<CacheRead>();
        lists.forEach((dataset, list) -> all.add(new CacheRead.Listed(caches.get(dataset).id(), list)));
        return all;
    }

    private static boolean renumber(List<Op> ops) {
        for (var op : ops) {
            if (renumbers(op)) {
                return true;
            }
        }
        return false;
    }

    /// Whether partitions of its inputs have other numbers than its own.
    private static boolean renumbers(Op op) {
        return switch (op) {
            case Op.Union _, Op.Cartesian _, Op.Coalesced _ -> true;
            case Op.Slices _,
                    Op.Answers _,
                    Op.Read _,
                    Op.Steps _,
                    Op.Pruned _,
                    Op.Zip _,
                    Op.ZipPartitions _,
                    Op.CoGrouped _,
                    Op.Cached _,
                    Op.Joined _,
                    Op.LookedUp _,
                    Op.ShuffleRead _ ->
                    false;
        };
    }

    private void add(int place, int partition) {
        switch (ops.get(place)) {
            case Op.Cached(var dataset, _) -> read.computeIfAbsent(dataset, _ -> new LinkedHashSet<>()).add(partition);
            case Op.Steps(var input, _) -> add(input, partition);
            case Op.Pruned pruned -> add(pruned.input(), partition);
            case Op.Zip(var left, var right, _) -> addAll(List.of(left, right), partition);
            case Op.ZipPartitions(var inputs, _, _) -> addAll(inputs, partition);
            case Op.CoGrouped(var inputs, _) -> addAll(inputs, partition);
            case Op.Joined(var left, var right, _, _) -> addAll(List.of(left, right), partition);
            case Op.LookedUp(var left, var right, _, _, _) ->
                    addAll(right < 0 ? List.of(left) : List.of(left, right), partition);
            case Op.Union union -> addUnited(union, partition);
            case Op.Cartesian(var left, var right, var rightPartitions) -> {
                add(left, partition / rightPartitions);
                add(right, partition % rightPartitions);
            }
            case Op.Coalesced coalesced -> {
                for (var p = coalesced.firstInput(partition); p < coalesced.firstInput(partition + 1); p++) {
                    add(coalesced.input(), p);
                }
            }
            case Op.Slices _, Op.Answers _, Op.Read _, Op.ShuffleRead _ -> {}
        }
    }

    private void addAll(List<Integer> places, int partition) {
        places.forEach(place -> add(place, partition));
    }

    private void addUnited(Op.Union union, int partition) {
        var left = partition;
        for (var i = 0; i < union.inputs().size(); i++) {
            if (left < union.partitions().get(i)) {
                add(union.inputs().get(i), left);
                return;
            }
            left -= union.partitions().get(i);
        }
    }
}
