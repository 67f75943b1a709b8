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
///
/// A barrier stage whose turn has come keeps it until it has started: nothing else does while its slots get free. So it
/// is not overtaken for ever by stages that need but one slot at a time, and no slot is held for two of them at once.
final class ReadyStages {
    private record Rank(int slots, StageId stage) {}

    private final TreeMap<Rank, Stage> byRank =
            new TreeMap<>(Comparator.comparingInt(Rank::slots).thenComparing(Rank::stage));
    private final Map<StageId, Rank> ranks = new HashMap<>();

    /// The barrier stage that has the turn. Null if none does.
    private Stage gathering;

    /// To be called after every change of a stage.
    void refresh(Stage stage) {
        var hadTurn = stage == gathering;
        remove(stage);
        var mayRun = stage.state instanceof StageState.Ready || stage.state instanceof StageState.Running;
        if (mayRun && stage.hasPending()) {
            gathering = hadTurn ? stage : gathering;
            var rank = new Rank(stage.slots(), stage.id());
            byRank.put(rank, stage);
            ranks.put(stage.id(), rank);
        }
    }

    void remove(Stage stage) {
        if (stage == gathering) {
            gathering = null;
        }
        var rank = ranks.remove(stage.id());
        if (rank != null) {
            byRank.remove(rank);
        }
    }

    boolean isEmpty() {
        return byRank.isEmpty();
    }

    /// Whose turn it is. There is one.
    Stage first() {
        if (gathering != null) {
            return gathering;
        }
        var first = byRank.firstEntry().getValue();
        gathering = first.spec.barrier() ? first : null;
        return first;
    }
}
