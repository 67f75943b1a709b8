/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The search for an order of operations on one key: Wing and Gong's algorithm with Lowe's memo of what was tried (G.
/// Lowe, *Testing for linearizability*, 2017), iterative.
///
/// A *position* is which operations have been put in order so far, and the state they lead to. The next one may be any
/// that began before the first return of those that are still to come. Operations of unknown outcome never have to
/// come, so they are tried only when no other can be next; that keeps a history with many of them cheap.
final class Search {
    /// A position, in little space: all ordered operations that must come are those before a number, and some after.
    private static final class Position {
        private final int before;
        private final long[] after;
        private final long[] open;
        private final Object state;

        Position(int before, long[] after, long[] open, Object state) {
            this.before = before;
            this.after = after;
            this.open = open;
            this.state = state;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Position that
                    && before == that.before
                    && Arrays.equals(after, that.after)
                    && Arrays.equals(open, that.open)
                    && Objects.equals(state, that.state);
        }

        @Override
        public int hashCode() {
            return ((before * 31 + Arrays.hashCode(after)) * 31 + Arrays.hashCode(open)) * 31 + Objects.hashCode(state);
        }
    }

    private final Model model;
    private final Operation[] required;
    private final Operation[] open;
    private final long statesMax;
    private final Set<Position> tried = new HashSet<>();

    private final long[] ordered;
    private final long[] openOrdered;
    private final int[] chosen;
    private final Object[] statesBefore;
    private int depth;
    private int before;
    private Object state;
    private long states;

    /// @param operations of one key, none that failed, in the order of their beginnings
    Search(Model model, List<Operation> operations, long statesMax) {
        this.model = model;
        this.statesMax = statesMax;
        this.required = operations.stream().filter(Operation::isOk).toArray(Operation[]::new);
        // What has no effect and no result says nothing.
        this.open =
                operations.stream()
                        .filter(operation -> !operation.isOk() && !Model.isRead(operation))
                        .toArray(Operation[]::new);
        this.ordered = new long[(required.length >> 6) + 1];
        this.openOrdered = new long[(open.length >> 6) + 1];
        this.chosen = new int[required.length + open.length + 1];
        this.statesBefore = new Object[required.length + open.length + 1];
    }

    /// How a search ends.
    enum End {
        EXPLAINED,
        CONTRADICTION,
        UNDECIDED
    }

    long states() {
        return states;
    }

    End run() {
        var candidate = 0;
        while (before < required.length) {
            candidate = next(candidate);
            if (candidate < required.length + open.length) {
                candidate = 0;
                if (states >= statesMax) {
                    return End.UNDECIDED;
                }
            } else if (depth == 0) {
                return End.CONTRADICTION;
            } else {
                candidate = stepBack() + 1;
            }
        }
        return End.EXPLAINED;
    }

    /// Puts the first operation that can be next, from this candidate on, in order; candidates are the required ones
    /// from the first that is missing, and then the open ones.
    ///
    /// @return it, or the number of all if there is none
    private int next(int from) {
        var all = required.length + open.length;
        var deadline = Long.MAX_VALUE;
        for (var i = before; i < required.length && required[i].invokeNanos() <= deadline; i++) {
            if (!isSet(ordered, i)) {
                deadline = Math.min(deadline, required[i].returnNanos());
            }
        }
        for (var i = Math.max(from, before); i < required.length && required[i].invokeNanos() <= deadline; i++) {
            if (!isSet(ordered, i) && advance(i, required[i])) {
                return i;
            }
        }
        for (var i = Math.max(from, required.length); i < all; i++) {
            var operation = open[i - required.length];
            if (operation.invokeNanos() > deadline) {
                break;
            }
            if (!isSet(openOrdered, i - required.length) && advance(i, operation)) {
                return i;
            }
        }
        return all;
    }

    /// @return whether the operation can be next, and leads where the search has not been
    private boolean advance(int candidate, Operation operation) {
        var after = model.step(state, operation);
        if (Model.isRefused(after) || (candidate >= required.length && Objects.equals(after, state))) {
            return false;
        }
        set(candidate, true);
        var oldBefore = before;
        while (before < required.length && isSet(ordered, before)) {
            before++;
        }
        if (!tried.add(new Position(before, window(), openOrdered.clone(), after))) {
            before = oldBefore;
            set(candidate, false);
            return false;
        }
        states++;
        chosen[depth] = candidate;
        statesBefore[depth++] = state;
        state = after;
        return true;
    }

    private int stepBack() {
        var candidate = chosen[--depth];
        state = statesBefore[depth];
        set(candidate, false);
        if (candidate < before) {
            before = candidate;
        }
        return candidate;
    }

    /// The bits of what is ordered behind the first that is missing.
    private long[] window() {
        var last = ordered.length - 1;
        while (last >= before >> 6 && ordered[last] == 0) {
            last--;
        }
        var window = Arrays.copyOfRange(ordered, before >> 6, Math.max(before >> 6, last + 1));
        if (window.length > 0) {
            window[0] &= -1L << (before & 63);
        }
        return window;
    }

    private void set(int candidate, boolean on) {
        var bits = candidate < required.length ? ordered : openOrdered;
        var bit = candidate < required.length ? candidate : candidate - required.length;
        if (on) {
            bits[bit >> 6] |= 1L << (bit & 63);
        } else {
            bits[bit >> 6] &= ~(1L << (bit & 63));
        }
    }

    private static boolean isSet(long[] bits, int bit) {
        return (bits[bit >> 6] >> (bit & 63) & 1) != 0;
    }
}
