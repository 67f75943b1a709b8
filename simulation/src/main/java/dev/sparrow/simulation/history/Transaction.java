/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A transaction over lists: what it appended and which lists it saw, key by key.
///
/// @param number its place in the history
/// @param appends what it appended to each key, in order
/// @param reads the last list it saw of each key *before* its own appends to it
record Transaction(
        int number, Operation operation, Map<String, List<Object>> appends, Map<String, List<Object>> reads) {
    /// A transaction that contradicts itself.
    static final class Inconsistent extends Exception {
        private static final long serialVersionUID = 1;

        Inconsistent(String message) {
            super(message);
        }
    }

    /// @throws Inconsistent if what it saw does not fit what it saw and did before
    static Transaction of(int number, Operation operation) throws Inconsistent {
        var appends = new LinkedHashMap<String, List<Object>>();
        var reads = new LinkedHashMap<String, List<Object>>();
        for (var step : steps(operation)) {
            var key = String.valueOf(step.get(1));
            if (step.get(0).equals("append")) {
                appends.computeIfAbsent(key, _ -> new ArrayList<>()).add(step.get(2));
            } else if (operation.isOk()) {
                see(key, list(operation, step.get(2)), appends.getOrDefault(key, List.of()), reads);
            }
        }
        return new Transaction(number, operation, appends, reads);
    }

    private static void see(String key, List<?> seen, List<Object> own, Map<String, List<Object>> reads)
            throws Inconsistent {
        var rest = seen.size() - own.size();
        if (rest < 0 || !seen.subList(rest, seen.size()).equals(own)) {
            throw new Inconsistent("a transaction does not see what it has appended to " + key + " itself");
        }
        var others = List.<Object>copyOf(seen.subList(0, rest));
        var before = reads.putIfAbsent(key, others);
        if (before != null && !before.equals(others)) {
            throw new Inconsistent("a transaction sees two different lists of " + key);
        }
    }

    private static List<?> list(Operation operation, Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw strange(operation);
        };
    }

    private static List<List<?>> steps(Operation operation) {
        var steps = new ArrayList<List<?>>();
        if (!(operation.value() instanceof List<?> all)) {
            throw strange(operation);
        }
        for (var step : all) {
            if (step instanceof List<?> words
                    && words.size() == 3
                    && (words.get(0).equals("append") || words.get(0).equals("r"))) {
                steps.add(words);
            } else {
                throw strange(operation);
            }
        }
        return steps;
    }

    private static SparrowException strange(Operation operation) {
        return SparrowException.invalidArgument(
                "This is not a transaction over lists: "
                        + operation
                        + ". Its value is for example [[\"append\", \"x\", 1], [\"r\", \"y\", [2, 3]]].");
    }
}
