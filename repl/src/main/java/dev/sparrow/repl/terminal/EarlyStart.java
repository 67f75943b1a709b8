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
    private FutureTask<T> first;

    private EarlyStart(Supplier<T> maker) {
        this.maker = maker;
        this.first = new FutureTask<>(maker::get);
    }

    /// Begins at once.
    public static <T> EarlyStart<T> of(Supplier<T> maker) {
        var early = new EarlyStart<>(maker);
        Thread.ofPlatform().daemon().name("sparrow-early-start").start(early.first);
        return early;
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
