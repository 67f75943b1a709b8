/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskCounters;

/// Where the elements of an iterator come from, for what is counted of them.
public enum Origin {
    /// Another operator, whose inputs are counted.
    OPERATOR {
        @Override
        public void count(TaskCounters counters, long elements) {}
    },

    /// A collection of the program's.
    LIST {
        @Override
        public void count(TaskCounters counters, long elements) {
            counters.recordsRead += elements;
        }
    },

    FILE {
        @Override
        public void count(TaskCounters counters, long elements) {
            counters.readOfFile(elements);
        }
    };

    public abstract void count(TaskCounters counters, long elements);
}
