/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a history is linearizable (Herlihy and Wing 1990): each operation can be given a moment between its two
/// times so that, one after another at these moments, a [Model] explains what each has seen.
///
/// Each key is looked at alone (a history is linearizable if that of each key is). An operation that failed did not
/// happen; one of unknown outcome may have its moment at any time after it began, or never.
public final class Linearizability {
    /// A search of more states than this is rarely worth waiting for.
    public static final long STATES_MAX = 20_000_000;

    private final Model model;
    private final long statesMax;

    public Linearizability(Model model, long statesMax) {
        this.model = model;
        this.statesMax = statesMax;
    }

    /// Looks at all keys, in the order of their first operations, and stops at the first that is wrong or too hard.
    public Verdict check(History history) {
        var states = 0L;
        for (var entry : byKey(history).entrySet()) {
            var search = new Search(model, entry.getValue(), statesMax - states);
            var end = search.run();
            states += search.states();
            Optional<Verdict> wrong =
                    switch (end) {
                        case EXPLAINED -> Optional.empty();
                        case UNDECIDED -> Optional.of(new Verdict.Undecided(" (key " + entry.getKey() + ")", states));
                        case CONTRADICTION -> Optional.of(contradiction(entry.getKey(), entry.getValue(), search));
                    };
            if (wrong.isPresent()) {
                return wrong.get();
            }
        }
        return new Verdict.Explained(states);
    }

    private Verdict contradiction(String key, List<Operation> operations, Search search) {
        var part = new Contradiction(model, search.states() * 4 + 10_000).smallest(operations);
        return new Verdict.Contradiction(
                "not linearizable as %s: no order of these operations on key %s explains what they saw"
                        .formatted(model, key),
                part);
    }

    private static Map<String, List<Operation>> byKey(History history) {
        var byKey = new LinkedHashMap<String, List<Operation>>();
        for (var operation : history.operations()) {
            if (operation.outcome() != Operation.Outcome.FAIL) {
                byKey.computeIfAbsent(operation.key(), _ -> new ArrayList<>()).add(operation);
            }
        }
        byKey.values().forEach(all -> all.sort(Comparator.comparingLong(Operation::invokeNanos)));
        return byKey;
    }
}
