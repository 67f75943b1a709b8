/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.closure.ByReference;
import dev.sparrow.closure.Snapshot;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StageId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A program with its inputs: what computes partitions, with the closures as they were when they were taken, and the
/// stages it reads.
///
/// It holds no lineage, so that datasets which only it remembers can be collected.
///
/// @param program what tasks run
/// @param slices the collections that the program reads, by dataset and partition
/// @param inputs which stages make what the program reads
/// @param caches the persisted datasets that the program reads
public record TaskProgram<P>(
        Snapshot<P> program,
        Map<DatasetId, List<FrozenSlice>> slices,
        StageInputs inputs,
        Map<DatasetId, PlannedCache> caches) {

    /// Of a program that reads files and nothing else.
    static <P> TaskProgram<P> ofFiles(Snapshot<P> program) {
        return new TaskProgram<>(program, Map.of(), new StageInputs(Map.of(), Map.of()), Map.of());
    }

    /// The inputs of this program, and of those by which missing cached partitions are made.
    public StageInputs allInputs() {
        var all = new ArrayList<>(List.of(inputs));
        for (var cache : allCaches()) {
            all.add(cache.program().inputs());
        }
        return StageInputs.union(all);
    }

    /// Shows what functions capture by reference: those of this program, and of those by which missing cached
    /// partitions are made.
    public void eachReference(Consumer<ByReference> visitor) {
        program.eachReference(visitor);
        allCaches().forEach(cache -> cache.program().program().eachReference(visitor));
    }

    /// The persisted datasets that the program reads, and those that are read to make them.
    public Collection<PlannedCache> allCaches() {
        var reached = new LinkedHashMap<CacheId, PlannedCache>();
        var open = new ArrayDeque<>(caches.values());
        while (!open.isEmpty()) {
            var cache = open.pop();
            if (reached.putIfAbsent(cache.id(), cache) == null) {
                open.addAll(cache.program().caches().values());
            }
        }
        return reached.values();
    }

    /// From now on a store keeps the partitions of [#allCaches].
    public void registerCaches(BlockStore blocks) {
        for (var cache : allCaches()) {
            blocks.cached().register(cache.id(), cache.level(), cache.partitions());
        }
    }

    /// As [#allCaches], each after those that are read to make it.
    public List<PlannedCache> cachesUp() {
        var ordered = new LinkedHashMap<CacheId, PlannedCache>();
        var open = new ArrayDeque<>(caches.values());
        while (!open.isEmpty()) {
            var cache = open.peek();
            var missing =
                    cache.program().caches().values().stream()
                            .filter(below -> !ordered.containsKey(below.id()))
                            .toList();
            if (missing.isEmpty()) {
                open.pop();
                ordered.putIfAbsent(cache.id(), cache);
            } else {
                missing.forEach(open::push);
            }
        }
        return List.copyOf(ordered.values());
    }

    /// The inputs that only tasks read which find a cached partition missing.
    Set<StageId> skippable() {
        if (caches.isEmpty()) {
            return Set.of();
        }
        var skippable = allInputs().stages();
        skippable.removeAll(inputs.stages());
        return skippable;
    }
}
