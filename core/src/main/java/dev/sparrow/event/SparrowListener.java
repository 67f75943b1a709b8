/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

/// Told of everything that happens in a context, in order, on one thread. What it throws is logged and goes no further.
@FunctionalInterface
public interface SparrowListener {
    void onEvent(Event event);
}
