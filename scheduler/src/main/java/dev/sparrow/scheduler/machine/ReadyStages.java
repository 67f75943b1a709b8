/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.Lists;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    record Rank(long turn, int order, Stage stage) implements Comparable<Rank> {
        private boolean isOf(long itsTurn, int itsOrder) {
            return turn == itsTurn && order == itsOrder;
        }

        @Override
        public int compareTo(Rank other) {
            var byTurn = Long.compare(turn, other.turn);
            var byOrder = byTurn != 0 ? byTurn : Integer.compare(order, other.order);
            return byOrder != 0 ? byOrder : stage.id().compareTo(other.stage.id());
        }
    }

    private final TreeSet<Rank> ranks = new TreeSet<>();

    /// Those of [#ranks] that may have another one by now. That is looked at when somebody asks for them: a stage of
    /// which a task has ended and the next one was launched is where it was.
    private final List<Stage> moved = new ArrayList<>();

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
        var hasRank = stage.seat.rank != null;
        var wasReady = hasRank || passedOver.remove(stage);
        var mayRun = stage.state instanceof StageState.Ready || stage.state instanceof StageState.Running;
        if (mayRun && (stage.hasLaunchable() || stage.awaited.hasSlow())) {
            if (hasRank) {
                noteMoved(stage);
            } else {
                putIn(stage);
            }
            changed |= !wasReady;
        } else {
            takeOut(stage);
            stage.seat.turn = NO_TURN;
            changed |= wasReady;
        }
    }

    private void noteMoved(Stage stage) {
        if (!stage.seat.moved) {
            stage.seat.moved = true;
            moved.add(stage);
        }
    }

    private void settle() {
        if (ranks.size() < 2) {
            return; // whatever its rank, it is the first
        }
        for (var stage : moved) {
            var rank = stage.seat.rank;
            stage.seat.moved = false;
            if (rank != null && !rank.isOf(stage.seat.turn, order(stage))) {
                takeOut(stage);
                putIn(stage);
            }
        }
        moved.clear();
    }

    void remove(Stage stage) {
        stage.seat.turn = NO_TURN;
        changed |= takeOut(stage) || passedOver.remove(stage);
        if (stage.seat.moved) {
            stage.seat.moved = false;
            moved.remove(stage);
        }
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

    private void putIn(Stage stage) {
        stage.seat.rank = new Rank(stage.seat.turn, order(stage), stage);
        ranks.add(stage.seat.rank);
    }

    private boolean takeOut(Stage stage) {
        var hadRank = stage.seat.rank != null;
        if (hadRank) {
            ranks.remove(stage.seat.rank);
            stage.seat.rank = null;
        }
        return hadRank;
    }

    /// In the order of their turns.
    List<Stage> all() {
        settle();
        return Lists.map(ranks, Rank::stage);
    }

    /// Whether stages have come or gone since this was asked.
    boolean takeChanged() {
        var changed = this.changed;
        this.changed = false;
        return changed;
    }

    boolean isEmpty() {
        return ranks.isEmpty();
    }

    /// Whose turn it is. There is one.
    Stage first() {
        settle();
        return ranks.first().stage();
    }
}
