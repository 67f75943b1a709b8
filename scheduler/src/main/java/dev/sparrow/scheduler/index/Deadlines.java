/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What is due at some time. All are given the same patience, so they are in order of their deadlines.
public final class Deadlines<K, V> {
    private record Due<V>(V value, long deadlineMillis) {}

    private final SequencedMap<K, Due<V>> waiting = new LinkedHashMap<>();

    /// Puts it last, also if it was there before.
    ///
    /// @param deadlineMillis not before that of any other
    public void put(K key, V value, long deadlineMillis) {
        waiting.remove(key);
        waiting.put(key, new Due<>(value, deadlineMillis));
    }

    public Optional<V> remove(K key) {
        return waiting.isEmpty() ? Optional.empty() : Optional.ofNullable(waiting.remove(key)).map(Due::value);
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    public boolean contains(K key) {
        return waiting.containsKey(key);
    }

    /// The first deadline; [Long#MAX_VALUE] if nothing waits.
    public long nextMillis() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.sequencedValues().getFirst().deadlineMillis();
    }

    /// Takes out what is due, in order.
    public List<V> due(long nowMillis) {
        var due = new ArrayList<V>();
        for (var all = waiting.values().iterator(); all.hasNext(); ) {
            var next = all.next();
            if (next.deadlineMillis() > nowMillis) {
                break;
            }
            all.remove();
            due.add(next.value());
        }
        return due;
    }
}
