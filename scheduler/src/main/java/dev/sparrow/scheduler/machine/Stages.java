package dev.sparrow.scheduler.machine;

import dev.sparrow.value.StageId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// All stages that live, by id.
final class Stages {
    private final TreeMap<StageId, Stage> stages = new TreeMap<>();

    /// Null if there is none, or none any more.
    Stage get(StageId id) {
        return stages.get(id);
    }

    Collection<Stage> all() {
        return stages.values();
    }

    void remove(Stage stage) {
        stages.remove(stage.id());
    }

    /// The stages of a job: those that another job brought along, and new ones.
    ///
    /// @param partitions which ones of the result stage are wanted; of all other stages all are
    List<Stage> join(List<StageSpec> specs, List<Integer> partitions) {
        return specs.stream()
                .map(spec -> stages.computeIfAbsent(spec.id(), _ -> new Stage(spec, wanted(spec, partitions))))
                .toList();
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
