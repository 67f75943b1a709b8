/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.Peek;
import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;

import java.util.ArrayList;
import java.util.List;

/// Remembers what happened in a context.
final class Events {
    private final Sparrow sc;
    private final List<Event> events = new ArrayList<>();

    private Events(Sparrow sc) {
        this.sc = sc;
    }

    /// From now on.
    static Events of(Sparrow sc) {
        Peek.awaitEvents(sc);
        var events = new Events(sc);
        sc.addListener(events::add);
        return events;
    }

    private synchronized void add(Event event) {
        events.add(event);
    }

    /// All events of a kind since the last call of any method.
    <E extends Event> List<E> news(Class<E> kind) {
        Peek.awaitEvents(sc);
        synchronized (this) {
            var some = events.stream().filter(kind::isInstance).map(kind::cast).toList();
            events.clear();
            return some;
        }
    }
}
