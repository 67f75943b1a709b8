/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.format.ElementReader;

import java.util.Iterator;
import java.util.function.LongConsumer;

/// Elements from outside the task, of which `count` is told how many come.
public record CountedElements(Iterator<?> elements, LongConsumer count) implements Iterator<Object> {

    /// Elements that a task reads.
    public static CountedElements read(Iterator<?> elements, Origin origin, TaskEnvironment environment) {
        var counters = environment.counters();
        return new CountedElements(elements, count -> origin.count(counters, count));
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public Object next() {
        count.accept(1);
        return elements.next();
    }

    /// Passes over elements that nobody looks at, as far as they need not be made for that.
    ///
    /// @return how many
    public long skipAll(TaskEnvironment environment) {
        if (!(elements instanceof ElementReader<?> reader)) {
            return 0;
        }
        var skipped = 0L;
        for (var some = reader.skipSome(); some > 0; some = reader.skipSome()) {
            environment.checkCancelled();
            skipped += some;
        }
        count.accept(skipped);
        return skipped;
    }
}
