/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// All stages that live, by id.
final class Stages {
    private final TreeMap<StageId, Stage> stages = new TreeMap<>();
    private final Caches caches;

    Stages(Caches caches) {
        this.caches = caches;
    }

    /// Null if there is none, or none any more.
    Stage get(StageId id) {
        return stages.get(id);
    }

    Collection<Stage> all() {
        return stages.values();
    }

    void remove(Stage stage) {
        stages.remove(stage.id());
        stage.dropped = true;
        caches.removeReader(stage);
        for (var id : stage.spec.parents()) {
            var parent = stages.get(id);
            // A parent may be dropped first, if both are released.
            if (parent != null) {
                parent.children.remove(stage.id());
            }
        }
    }

    /// The parents whose outputs the tasks of a stage start with, in order: without those that only make cached
    /// partitions which are there.
    List<StageId> required(Stage stage) {
        var parents = stage.spec.parents();
        if (!stage.skipsAny()) {
            return parents;
        }
        var makeMissing = caches.parentsOfMissing(stage);
        return Lists.filter(parents, p -> !stage.skips(p) || makeMissing.contains(p));
    }

    /// Whether all that the tasks of a stage start with is there. All parents of a stage that a job lists live.
    boolean hasInput(Stage stage) {
        for (var parent : required(stage)) {
            if (!stages.get(parent).isDone()) {
                return false;
            }
        }
        return true;
    }

    /// The stages of a job: those that another job brought along, and new ones.
    ///
    /// @param partitions which ones of the result stage are wanted; of all other stages all are
    List<Stage> join(List<StageSpec> specs, List<Integer> partitions) {
        var joined = new ArrayList<Stage>(specs.size());
        for (var spec : specs) {
            var stage = stages.computeIfAbsent(spec.id(), _ -> new Stage(spec, wanted(spec, partitions)));
            stage.skip(spec.skippable());
            caches.addReader(stage);
            joined.add(stage);
            spec.parents().forEach(parent -> stages.get(parent).children.add(spec.id()));
        }
        return List.copyOf(joined);
    }

    private static BitSet wanted(StageSpec spec, List<Integer> partitions) {
        var wanted = new BitSet(spec.partitions());
        switch (spec.kind()) {
            case StageKind.Exchange _, StageKind.Survey _ -> wanted.set(0, spec.partitions());
            case StageKind.Result _ -> partitions.forEach(wanted::set);
        }
        return wanted;
    }
}
