/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import java.util.Iterator;

/// Elements from outside the task, each of which is counted by `count`.
record Counted(Iterator<?> elements, Runnable count) implements Iterator<Object> {

    /// Elements that a task reads.
    static Counted read(Iterator<?> elements, Evaluation evaluation) {
        return new Counted(elements, () -> evaluation.environment().counters().recordsRead++);
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Object next() {
        count.run();
        return elements.next();
    }
}
