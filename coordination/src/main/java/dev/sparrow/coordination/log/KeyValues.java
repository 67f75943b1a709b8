/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A map of texts as a [StateMachine]: the smallest that is useful.
public final class KeyValues implements StateMachine {
    private static final int ENTRIES_PER_PART = 64;

    /// What changes the map.
    public sealed interface Change {
        /// Sets a value.
        record Put(String key, String value) implements Change {}

        /// Sets a value if the present one is as expected.
        ///
        /// @param expected null if there is to be none
        record Cas(String key, String expected, String value) implements Change {}

        /// Adds to the end of a value; none is as an empty one.
        record Append(String key, String value) implements Change {}

        /// Takes a key away.
        record Delete(String key) implements Change {}
    }

    /// Asks for a value.
    public record Get(String key) {}

    /// The value that is there now, or null if there is none.
    ///
    /// @param done whether the change was made; a swap may say no
    public record Value(String value, boolean done) {}

    /// Some entries, in a snapshot.
    public record Part(List<Entry> entries) {
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /// A key and its value.
    public record Entry(String key, String value) {}

    private final TreeMap<String, String> map = new TreeMap<>();

    @Override
    public Record apply(long index, Record command) {
        return switch ((Change) command) {
            case Change.Put(var key, var value) -> {
                map.put(key, value);
                yield new Value(value, true);
            }
            case Change.Cas(var key, var expected, var value) -> {
                var now = map.get(key);
                var swaps = expected == null ? now == null : expected.equals(now);
                if (swaps) {
                    map.put(key, value);
                }
                yield new Value(swaps ? value : now, swaps);
            }
            case Change.Append(var key, var value) -> new Value(map.merge(key, value, String::concat), true);
            case Change.Delete(var key) -> new Value(null, map.remove(key) != null);
        };
    }

    @Override
    public Record query(Record question) {
        return new Value(map.get(((Get) question).key()), true);
    }

    @Override
    public List<Record> snapshot() {
        var parts = new ArrayList<Record>();
        var some = new ArrayList<Entry>();
        for (var entry : map.entrySet()) {
            some.add(new Entry(entry.getKey(), entry.getValue()));
            if (some.size() == ENTRIES_PER_PART) {
                parts.add(new Part(some));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            parts.add(new Part(some));
        }
        return parts;
    }

    @Override
    public void restore(List<Record> snapshot) {
        map.clear();
        for (var part : snapshot) {
            ((Part) part).entries().forEach(entry -> map.put(entry.key(), entry.value()));
        }
    }
}
