/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.util.Iterator;

/// An iterator whose next element can be looked at.
final class Peeking<T> implements Iterator<T> {
    private final Iterator<? extends T> elements;
    private T first;
    private boolean hasFirst;

    Peeking(Iterator<? extends T> elements) {
        this.elements = elements;
    }

    T peek() {
        if (!hasFirst) {
            first = elements.next();
            hasFirst = true;
        }
        return first;
    }

    @Override
    public boolean hasNext() {
        return hasFirst || elements.hasNext();
    }

    @Override
    public T next() {
        var next = peek();
        first = null;
        hasFirst = false;
        return next;
    }
}
