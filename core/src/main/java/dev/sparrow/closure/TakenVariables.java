/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.closure.SnippetCode.Entry;
import dev.sparrow.closure.SnippetCode.Variable;
import dev.sparrow.error.SparrowException;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The shell variables that functions read, with the values of one moment.
public final class TakenVariables {
    static final TakenVariables NONE = new TakenVariables(Map.of());
    private static final Object[] NO_SLOTS = {};

    private final Map<Integer, Snapshot<?>> values;

    private TakenVariables(Map<Integer, Snapshot<?>> values) {
        this.values = values;
    }

    /// Takes what can be reached from `entries`; a value may hold functions, which read other variables.
    ///
    /// @param who the first words of the message if a variable cannot be taken
    /// @throws SparrowException naming a variable that is written, or read and cannot travel
    static TakenVariables take(SnippetCode code, Set<Entry> entries, String who, Snapshot.Way way) {
        return entries.isEmpty() ? NONE : new Search(code, who, way).from(entries);
    }

    /// These, and those of others that are not among them.
    TakenVariables and(Collection<TakenVariables> others) {
        var all = new TreeMap<Integer, Snapshot<?>>(values);
        others.forEach(other -> other.values.forEach(all::putIfAbsent));
        return all.size() == values.size() ? this : new TakenVariables(Map.copyOf(all));
    }

    /// The values by slot.
    Map<Integer, Snapshot<?>> values() {
        return values;
    }

    static TakenVariables of(Map<Integer, Snapshot<?>> values) {
        return values.isEmpty() ? NONE : new TakenVariables(Map.copyOf(values));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /// The values by slot, for one attempt.
    Object[] copy(UnaryOperator<ByReference> binding) {
        if (values.isEmpty()) {
            return NO_SLOTS; // as in all programs but those of a shell; each attempt asks
        }
        var slots = values.keySet().stream().mapToInt(slot -> slot + 1).max().orElse(0);
        var copy = new Object[slots];
        values.forEach((slot, value) -> {
            var own = value.copy(binding);
            copy[slot] = own == null ? SnippetVariables.NULL : own;
        });
        return copy;
    }

    private static final class Search {
        private final SnippetCode code;
        private final String who;
        private final Snapshot.Way way;
        private final Map<Integer, Snapshot<?>> values = new TreeMap<>();
        private final Set<Entry> seen = new HashSet<>();
        private final ArrayDeque<Set<Entry>> open = new ArrayDeque<>();

        private Search(SnippetCode code, String who, Snapshot.Way way) {
            this.code = code;
            this.who = who;
            this.way = way;
        }

        private TakenVariables from(Set<Entry> entries) {
            reach(entries);
            while (!open.isEmpty()) {
                var uses = code.uses(open.remove());
                for (var written : uses.writes()) {
                    throw SnippetVariables.written(who + ": the function", written.name());
                }
                uses.reads().forEach(this::take);
                uses.mayRead().forEach(this::tryToTake);
            }
            return new TakenVariables(Map.copyOf(values));
        }

        private void reach(Set<Entry> entries) {
            var fresh = new HashSet<>(entries);
            fresh.removeAll(seen);
            if (seen.addAll(fresh)) {
                open.add(fresh);
            }
        }

        private void take(Variable variable) {
            if (!values.containsKey(variable.slot())) {
                var taken = Snapshot.ofVariable(variable, code, who, way);
                values.put(variable.slot(), taken.value());
                reach(taken.entries());
            }
        }

        /// What is perhaps never read does not stand in the way; if it is read after all, [SnippetVariables] says so.
        private void tryToTake(Variable variable) {
            try {
                take(variable);
            } catch (SparrowException cannotTravel) {
                values.remove(variable.slot());
            }
        }
    }
}
