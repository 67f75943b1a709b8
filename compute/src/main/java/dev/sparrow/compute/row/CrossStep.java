/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.List;

/// Pairs an element of the left side of a cartesian product with all of the right.
public final class CrossStep extends BoundStep {
    private final List<Object> rights;

    public CrossStep(List<Object> rights, BoundStep next) {
        super(null, next);
        this.rights = rights;
    }

    @Override
    Object apply(Object value, StepIterator run) {
        run.expand(value, new Pairs(value, rights.iterator()), this);
        return NOTHING;
    }

    private record Pairs(Object left, Iterator<Object> rights) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return rights.hasNext();
        }

        @Override
        public Object next() {
            return new Tuple2<>(left, rights.next());
        }
    }
}
