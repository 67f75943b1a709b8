/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.util.Iterator;

/// A pipeline of one task: elements in, through all steps, into an end. Made by [Pipeline]; each shape has a subclass,
/// written by [LoopWriter], which overrides one of the two methods `run`.
///
/// It is run in chunks, between which the caller looks for a cancellation; what it has counted or combined so far is
/// kept in the fields meanwhile. It is of no use after a failure.
public abstract class Loop extends Compiled {

    Runnable cancellation;
    Sink sink;
    long count;

    /// Whether `value` is the result so far.
    boolean started;

    Object value;
    boolean stopped;

    /// Takes `size` elements: `first`, `first + step` and so on.
    ///
    /// @return how many it took; fewer if its end wants no more
    public int run(long first, long step, int size) {
        throw new IllegalStateException("Takes an iterator, not a range");
    }

    /// Takes up to `size` elements.
    ///
    /// @return how many it took; fewer if there are no more or its end wants none
    public int run(Iterator<?> elements, int size) {
        throw new IllegalStateException("Takes a range, not an iterator");
    }

    /// Whether its end wants no more elements.
    public final boolean stopped() {
        return stopped;
    }

    public final long count() {
        return count;
    }

    /// Whether there is a result: something to start with, or an element.
    public final boolean started() {
        return started;
    }

    public final Object result() {
        return value;
    }

    /// The result of the elements before those that it will take.
    public final void startWith(Object result) {
        started = true;
        value = result;
    }

    /// Called every so many elements of the iterators that user functions return.
    final void checkCancelled() {
        cancellation.run();
    }
}
