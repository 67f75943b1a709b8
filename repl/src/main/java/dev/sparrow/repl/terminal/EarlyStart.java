/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Makes things that take long. The first one is begun before anybody asks for it.
public final class EarlyStart<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private final Thread beginner;
    private FutureTask<T> first;

    private EarlyStart(Supplier<T> maker) {
        this.maker = maker;
        this.first = new FutureTask<>(maker::get);
        this.beginner = Thread.ofPlatform().daemon().name("sparrow-early-start").start(first);
    }

    /// Begins at once.
    public static <T> EarlyStart<T> of(Supplier<T> maker) {
        return new EarlyStart<>(maker);
    }

    /// Returns when the first one was made, or could not be.
    public void await() {
        Uninterrupted.call(() -> {
            beginner.join();
            return beginner;
        });
    }

    @Override
    public T get() {
        if (first == null) {
            return maker.get();
        }
        var begun = first;
        first = null;
        return Uninterrupted.get(begun);
    }
}
