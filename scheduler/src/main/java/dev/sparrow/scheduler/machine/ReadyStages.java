/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.StageId;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The stages with tasks that could start now, the one with the fewest slots first, then the oldest.
///
/// So every job gets slots while another one has thousands of tasks waiting (fair sharing, Zaharia et al. 2010, with
/// stages for pools).
final class ReadyStages {
    private record Rank(int slots, StageId stage) {}

    private final TreeMap<Rank, Stage> byRank =
            new TreeMap<>(Comparator.comparingInt(Rank::slots).thenComparing(Rank::stage));
    private final Map<StageId, Rank> ranks = new HashMap<>();

    /// To be called after every change of a stage.
    void refresh(Stage stage) {
        remove(stage);
        var mayRun = stage.state instanceof StageState.Ready || stage.state instanceof StageState.Running;
        if (mayRun && stage.hasPending()) {
            var rank = new Rank(stage.slots(), stage.id());
            byRank.put(rank, stage);
            ranks.put(stage.id(), rank);
        }
    }

    void remove(Stage stage) {
        var rank = ranks.remove(stage.id());
        if (rank != null) {
            byRank.remove(rank);
        }
    }

    boolean isEmpty() {
        return byRank.isEmpty();
    }

    Stage first() {
        return byRank.firstEntry().getValue();
    }
}
