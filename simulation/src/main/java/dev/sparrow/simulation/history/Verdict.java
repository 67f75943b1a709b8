/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import java.util.List;
import java.util.stream.Collectors;

/// What a checker says of a history.
public sealed interface Verdict {
    /// There is an order that explains everything.
    ///
    /// @param states how many states of the search were visited
    record Explained(long states) implements Verdict {
        @Override
        public String toString() {
            return "ok, after %,d states".formatted(states);
        }
    }

    /// There is none.
    ///
    /// @param what what is wrong
    /// @param part operations that cannot all be explained, as few as were found
    record Contradiction(String what, List<Operation> part) implements Verdict {
        public Contradiction {
            part = List.copyOf(part);
        }

        @Override
        public String toString() {
            return what + part.stream().map(operation -> "\n  " + operation).collect(Collectors.joining());
        }
    }

    /// The search was given up.
    ///
    /// @param what of which part of the history
    record Undecided(String what, long states) implements Verdict {
        @Override
        public String toString() {
            return "undecided after %,d states%s".formatted(states, what);
        }
    }

    default boolean isExplained() {
        return this instanceof Explained;
    }
}
