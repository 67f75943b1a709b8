/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.StageId;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The stages of one pool with tasks that could start now, in the order of their turns.
///
/// If they share, the one with the fewest slots is first, then the oldest: so every job gets slots while another one
/// has thousands of tasks waiting. Else it is the one of the oldest job. A stage whose turn comes while there is too
/// little for what it has to start at once, one task or a whole gang, keeps its turn until there is enough: else those
/// who are content with less would always be before it.
final class ReadyStages {
    /// A stage keeps no turn: it comes after all those that do.
    static final long NO_TURN = Long.MAX_VALUE;

    /// The place of a stage among those that could start.
    ///
    /// @param turn the one that it keeps, the earliest first
    record Rank(long turn, int order, StageId stage) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            var byTurn = Long.compare(turn, other.turn);
            var byOrder = byTurn != 0 ? byTurn : Integer.compare(order, other.order);
            return byOrder != 0 ? byOrder : stage.compareTo(other.stage);
        }
    }

    private final TreeMap<Rank, Stage> byRank = new TreeMap<>();

    /// Those that could start, but are not [#first] before [#comeBack].
    private final Set<Stage> passedOver = new LinkedHashSet<>();

    private long nextTurn;
    private boolean changed;
    private final Policies.Mode mode;

    ReadyStages(Policies.Mode mode) {
        this.mode = mode;
    }

    private int order(Stage stage) {
        return switch (mode) {
            case FIFO -> stage.job;
            case FAIR -> stage.awaited.slots();
        };
    }

    /// To be called after every change of a stage.
    void refresh(Stage stage) {
        var wasReady = takeOut(stage) || passedOver.remove(stage);
        var mayRun = stage.state instanceof StageState.Ready || stage.state instanceof StageState.Running;
        if (mayRun && (stage.hasLaunchable() || stage.awaited.hasSlow())) {
            stage.seat.rank = new Rank(stage.seat.turn, order(stage), stage.id());
            byRank.put(stage.seat.rank, stage);
            changed |= !wasReady;
        } else {
            stage.seat.turn = NO_TURN;
            changed |= wasReady;
        }
    }

    void remove(Stage stage) {
        stage.seat.turn = NO_TURN;
        changed |= takeOut(stage) || passedOver.remove(stage);
    }

    /// There is too little for it. It is not [#first] any more, until [#comeBack].
    void passOver(Stage stage) {
        if (stage.seat.turn == NO_TURN) {
            stage.seat.turn = nextTurn++;
        }
        takeOut(stage);
        passedOver.add(stage);
    }

    /// There is nothing for it now, and it needs no turn. It is not [#first] any more, until [#comeBack].
    void skip(Stage stage) {
        takeOut(stage);
        passedOver.add(stage);
    }

    /// Returns whether there are any.
    boolean comeBack() {
        if (passedOver.isEmpty()) {
            return false;
        }
        List.copyOf(passedOver).forEach(this::refresh);
        return true;
    }

    /// A task of it was launched.
    void keepTurnNoLonger(Stage stage) {
        stage.seat.turn = NO_TURN;
    }

    private boolean takeOut(Stage stage) {
        var hadRank = stage.seat.rank != null;
        if (hadRank) {
            byRank.remove(stage.seat.rank);
            stage.seat.rank = null;
        }
        return hadRank;
    }

    /// In the order of their turns.
    Collection<Stage> all() {
        return byRank.values();
    }

    /// Whether stages have come or gone since this was asked.
    boolean takeChanged() {
        var changed = this.changed;
        this.changed = false;
        return changed;
    }

    boolean isEmpty() {
        return byRank.isEmpty();
    }

    /// Whose turn it is. There is one.
    Stage first() {
        return byRank.firstEntry().getValue();
    }
}
