/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Set;

/// A stage as the planner describes it.
///
/// @param id the same exchange or survey always has the same id, and a dropped stage's id never comes again
/// @param name for people, such as `reduceByKey at WordCount.java:31`
/// @param partitions how many tasks it has, from 0
/// @param parents the stages whose outputs its tasks read
/// @param skippable those parents that are only read by tasks that find a cached partition missing: the stage starts
///   without them while none is missing of `caches`, until a task says that it has to read one after all
/// @param barrier whether its tasks wait for each other: they run all at the same time or not at all, and what has to
///   run again runs again as a whole
/// @param demand what each of its launches takes of an executor
/// @param caches the cached partitions that its tasks read, or make where they are missing
/// @param places where its tasks would rather run, by partition: Spark's preferred locations; empty if that does not
///   matter. Tasks that read cached partitions that are there would rather run where these are
public record StageSpec(
        StageId id,
        StageKind kind,
        String name,
        int partitions,
        List<StageId> parents,
        Set<StageId> skippable,
        boolean barrier,
        Demand demand,
        List<CacheRead> caches,
        List<List<Place>> places) {
    /// Where data of a task are.
    public sealed interface Place {
        record OnExecutor(ExecutorId executor) implements Place {}

        record OnHost(String host) implements Place {}
    }

    public StageSpec {
        places = List.copyOf(places);
        caches = List.copyOf(caches);
        parents = List.copyOf(parents);
        skippable = Set.copyOf(skippable);
    }

    /// A stage of independent tasks that read the outputs of all parents and take one slot.
    public StageSpec(StageId id, StageKind kind, String name, int partitions, List<StageId> parents) {
        this(id, kind, name, partitions, parents, Set.of(), false, Demand.ONE_SLOT, List.of(), List.of());
    }

    /// A stage that reads no cached partitions.
    public StageSpec(
            StageId id,
            StageKind kind,
            String name,
            int partitions,
            List<StageId> parents,
            Set<StageId> skippable,
            boolean barrier,
            Demand demand) {
        this(id, kind, name, partitions, parents, skippable, barrier, demand, List.of(), List.of());
    }

    /// The same stage under another id.
    public StageSpec as(StageId other) {
        return new StageSpec(other, kind, name, partitions, parents, skippable, barrier, demand, caches, places);
    }

    /// The same stage, asking for something else.
    public StageSpec asking(Demand other) {
        return new StageSpec(id, kind, name, partitions, parents, skippable, barrier, other, caches, places);
    }

    /// The same stage, knowing better.
    public StageSpec skipping(Set<StageId> others) {
        return new StageSpec(id, kind, name, partitions, parents, others, barrier, demand, caches, places);
    }

    /// The same stage, reading these cached partitions.
    public StageSpec reading(List<CacheRead> others) {
        return new StageSpec(id, kind, name, partitions, parents, skippable, barrier, demand, others, places);
    }

    /// The same stage, whose tasks would rather run in these places.
    public StageSpec preferring(List<List<Place>> others) {
        return new StageSpec(id, kind, name, partitions, parents, skippable, barrier, demand, caches, others);
    }

    /// Where a task would rather run.
    public List<Place> placesOf(int partition) {
        return places.isEmpty() ? List.of() : places.get(partition);
    }
}
