/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.repl.session.Session;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Starts sessions. The first one starts before anybody asks for it: compiler and engine take longer than the terminal.
final class EarlyStart implements Supplier<Session> {
    private final Supplier<Session> starter;
    private FutureTask<Session> first;

    private EarlyStart(Supplier<Session> starter) {
        this.starter = starter;
        this.first = new FutureTask<>(starter::get);
    }

    static EarlyStart of(Supplier<Session> starter) {
        var early = new EarlyStart(starter);
        Thread.ofPlatform().daemon().name("sparrow-shell-start").start(early.first);
        return early;
    }

    @Override
    public Session get() {
        if (first == null) {
            return starter.get();
        }
        var begun = first;
        first = null;
        return Uninterrupted.get(begun);
    }
}
