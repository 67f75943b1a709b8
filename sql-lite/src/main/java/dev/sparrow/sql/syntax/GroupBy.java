/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;

/// What a query groups by.
public sealed interface GroupBy extends Syntax {
    /// `group by all`: by whatever is selected and has no aggregate in it.
    record AllColumns(Span at) implements GroupBy {}

    /// The groups are those of all elements together: the sets of one, combined with those of each other.
    record Elements(Span at, List<Element> elements) implements GroupBy {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /// One or more sets of keys.
    sealed interface Element {}

    /// One set: `a`, `(a, b)`, or `()` for all rows.
    record Keys(List<Expression> expressions) implements Element {
        public Keys {
            expressions = List.copyOf(expressions);
        }
    }

    /// All the first ones, down to none.
    record Rollup(List<Keys> keys) implements Element {
        public Rollup {
            keys = List.copyOf(keys);
        }
    }

    /// All subsets.
    record Cube(List<Keys> keys) implements Element {
        public Cube {
            keys = List.copyOf(keys);
        }
    }

    record Sets(List<Element> sets) implements Element {
        public Sets {
            sets = List.copyOf(sets);
        }
    }
}
