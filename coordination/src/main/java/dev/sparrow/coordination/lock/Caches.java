/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Which sessions may have what in their caches (Burrows 2006, section 2.7): a write waits until none has it.
///
/// Reads never wait: what is read while a write is on its way is not cached.
final class Caches {
    private final LockRules rules;
    private final BiConsumer<Long, String> invalidate;
    private final Map<String, Set<Long>> caching = new TreeMap<>();
    private final Map<String, Set<Long>> told = new HashMap<>();
    private final Map<String, Integer> writes = new HashMap<>();

    /// @param invalidate tells a session to forget a name
    Caches(LockRules rules, BiConsumer<Long, String> invalidate) {
        this.rules = rules;
        this.invalidate = invalidate;
    }

    /// A session is about to get what was read.
    ///
    /// @return whether it may cache it
    boolean read(long session, String name) {
        var mayCache = rules.mayCache(writes.getOrDefault(name, 0));
        if (mayCache) {
            caching.computeIfAbsent(name, _ -> new TreeSet<>()).add(session);
        }
        return mayCache;
    }

    /// A write of these names begins.
    void begin(List<String> names) {
        for (var name : names) {
            writes.merge(name, 1, Integer::sum);
            var before = told.computeIfAbsent(name, _ -> new TreeSet<>());
            for (var session : caching.getOrDefault(name, Set.of())) {
                if (before.add(session)) {
                    invalidate.accept(session, name);
                }
            }
        }
    }

    /// Whether a write of these names can go on.
    boolean areFree(List<String> names) {
        return names.stream()
                .noneMatch(name -> {
                    var sessions = caching.get(name);
                    return sessions != null && rules.waitsForCaches(sessions.size());
                });
    }

    /// A write of these names has ended.
    void end(List<String> names) {
        for (var name : names) {
            writes.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// A session has forgotten a name.
    void forgotten(long session, String name) {
        remove(caching, session, name);
        remove(told, session, name);
    }

    private static void remove(Map<String, Set<Long>> all, long session, String name) {
        var sessions = all.get(name);
        if (sessions != null && sessions.remove(session) && sessions.isEmpty()) {
            all.remove(name);
        }
    }

    /// A session has ended.
    void gone(long session) {
        for (var all : List.of(caching, told)) {
            all.values().forEach(sessions -> sessions.remove(session));
            all.values().removeIf(Set::isEmpty);
        }
    }
}
