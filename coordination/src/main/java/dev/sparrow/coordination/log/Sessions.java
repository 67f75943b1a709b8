/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The sessions of clients, and the last answer of each: what makes a command that is sent twice be applied once
/// (Ongaro 2014, section 6.3). It is state like any other: changed by entries of the log only, and part of snapshots.
public final class Sessions {
    /// Whoever has not been heard of for so many other sessions is forgotten.
    private static final int SESSIONS_MAX = 10_000;

    private static final int SESSIONS_PER_PART = 100;

    /// What is known of a session.
    ///
    /// @param sequence of the last command that was applied, 0 at first
    /// @param answer to it
    public record Session(long id, long sequence, Record answer) {}

    /// Some sessions, in a snapshot.
    public record Part(List<Session> sessions) {
        public Part {
            sessions = List.copyOf(sessions);
        }
    }

    private static final Record NO_ANSWER = new Payload.Noop();

    private final LinkedHashMap<Long, Session> sessions = new LinkedHashMap<>();

    void open(long id) {
        sessions.put(id, new Session(id, 0, NO_ANSWER));
        if (sessions.size() > SESSIONS_MAX) {
            sessions.pollFirstEntry();
        }
    }

    Optional<Session> find(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void applied(long id, long sequence, Record answer) {
        // Again at the end: the one that was used last is forgotten last.
        sessions.remove(id);
        sessions.put(id, new Session(id, sequence, answer));
    }

    List<Part> parts() {
        var parts = new ArrayList<Part>();
        var all = List.copyOf(sessions.values());
        for (var from = 0; from < all.size(); from += SESSIONS_PER_PART) {
            parts.add(new Part(all.subList(from, Math.min(all.size(), from + SESSIONS_PER_PART))));
        }
        return parts;
    }

    void restore(List<Part> parts) {
        sessions.clear();
        parts.forEach(part -> part.sessions().forEach(session -> sessions.put(session.id(), session)));
    }
}
