/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

/// Told of everything that happens in a context, in order, on one thread. What it throws is logged and goes no further.
@FunctionalInterface
public interface SparrowListener {
    void onEvent(Event event);

    /// What the engine calls. Events come some milliseconds after they happened: those who want their times implement
    /// this method.
    default void onEvent(At timed) {
        onEvent(timed.event());
    }
}
