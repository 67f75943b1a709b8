/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A dataset that several stages computed, each from its beginning, since it is not cached.
final class ComputedAgain implements Rule {

    @Override
    public List<Advice> look(Moment moment) {
        var users = new LinkedHashMap<DatasetId, List<StageView>>();
        var outlines = new LinkedHashMap<DatasetId, DatasetOutline>();
        for (var stage : moment.stages()) {
            if (stage.hasRun()) {
                stage.datasets()
                        .forEach(dataset -> {
                            users.computeIfAbsent(dataset.dataset(), _ -> new ArrayList<>()).add(stage);
                            outlines.put(dataset.dataset(), dataset);
                        });
            }
        }
        var candidates = new ArrayList<Advice>();
        var told = new HashSet<Set<StageId>>();
        // The last dataset that the same stages have in common is the one to cache: it has the most behind it.
        for (var id : List.copyOf(users.keySet()).reversed()) {
            var stages = users.get(id);
            var dataset = outlines.get(id);
            if (stages.size() > 1 && !dataset.persisted() && !isCheap(dataset) && told.add(ids(stages))) {
                candidates.add(advice(moment, dataset, stages));
            }
        }
        return candidates;
    }

    /// To read what was exchanged is what a cache would do, and to make numbers is faster than to read them.
    private static boolean isCheap(DatasetOutline dataset) {
        return Set.of("range", "parallelize", "parallelizePairs", "parallelizeDoubles", "makeRdd")
                .contains(dataset.operator());
    }

    private static Set<StageId> ids(List<StageView> stages) {
        var ids = new HashSet<StageId>();
        stages.forEach(stage -> ids.add(stage.id()));
        return ids;
    }

    private static Advice advice(Moment moment, DatasetOutline dataset, List<StageView> stages) {
        // Of each stage after the first, the part up to the dataset; by the number of steps, for want of a measure.
        var won = 0.0;
        for (var stage : stages.subList(1, stages.size())) {
            won += Stages.work(stage) * share(stage, dataset) / Stages.slots(moment);
        }
        var name = dataset.operator() + " at " + dataset.line();
        var observed =
                name
                        + " was computed "
                        + stages.size()
                        + " times, by the stages "
                        + String.join(", ", stages.stream().limit(8).map(stage -> stage.id().toString()).toList())
                        + (stages.size() > 8 ? ", …" : "")
                        + ".";
        return new Advice(
                "computed again",
                dataset.line(),
                Optional.of(stages.getLast().id()),
                observed,
                "Call cache() on it before the first action that reads it.",
                won);
    }

    private static double share(StageView stage, DatasetOutline dataset) {
        var ids = stage.datasets().stream().map(DatasetOutline::dataset).toList();
        return (ids.indexOf(dataset.dataset()) + 1.0) / Math.max(1, ids.size());
    }
}
