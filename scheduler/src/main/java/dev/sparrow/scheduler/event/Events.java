/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import dev.sparrow.event.Event;

import java.time.Instant;
import java.util.function.Consumer;

/// Where the driver tells what happens; must not wait. For any thread.
public interface Events extends Consumer<Event> {

    /// It happens now, and here.
    @Override
    void accept(Event event);

    /// It happened elsewhere.
    ///
    /// @param at taken there
    void accept(Event event, Instant at);

    /// Tells somebody first, before the call returns.
    default Events after(Consumer<Event> first) {
        var next = this;
        return new Events() {
            @Override
            public void accept(Event event) {
                first.accept(event);
                next.accept(event);
            }

            @Override
            public void accept(Event event, Instant at) {
                first.accept(event);
                next.accept(event, at);
            }
        };
    }
}
