/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.simulation.NodeId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a master keeps in memory of a session (Burrows 2006, section 2.8): its lease, events, and open handles.
final class ClientSession {
    /// So many events may wait; a session that does not take them in is told that some were lost.
    private static final int EVENTS_MAX = 1_000;

    final long id;

    /// Whether an earlier master opened it.
    final boolean inherited;

    /// Whether it knows that this master is a new one.
    boolean aware;

    /// Whether its end was proposed.
    boolean ending;

    NodeId address;
    long leaseEndNanos;

    /// The [LockMessage.KeepAlive] that came last, and when it came first.
    long keepAlive;

    long keptAliveSinceNanos;

    /// Whether it waits for an answer, and whether it came again.
    boolean pending;

    boolean insists;

    /// Whether its answer waits for the log.
    boolean releasing;

    /// A call that waits until all sessions know of the fail-over.
    LockMessage.Call early;

    /// The last call that was applied.
    long lastCall;

    /// The call that is being carried out, or 0.
    long callUnderWay;

    /// The last call that has begun to wait for a lock. A late copy of it must not begin that again.
    long lastWaiting;

    final Map<Long, Handle> handles = new TreeMap<>();

    /// The highest number of a handle that was opened in this epoch.
    long lastOpened;

    /// Handles of earlier epochs that were closed in this one.
    final Set<Long> closed = new TreeSet<>();

    private final ArrayDeque<LockEvent.Numbered> events = new ArrayDeque<>();
    private long lastEvent;

    ClientSession(long id, boolean inherited, long leaseEndNanos) {
        this.id = id;
        this.inherited = inherited;
        this.aware = !inherited;
        this.leaseEndNanos = leaseEndNanos;
    }

    /// A call was applied.
    ///
    /// @return whether for the first time
    boolean applied(long call) {
        if (call <= lastCall) {
            return false;
        }
        lastCall = call;
        return true;
    }

    void tell(LockEvent event) {
        if (events.size() >= EVENTS_MAX) {
            // What is cached must still be forgotten one by one, since writes wait for that.
            events.removeIf(waiting -> !(waiting.event() instanceof LockEvent.Invalidated));
            events.add(new LockEvent.Numbered(++lastEvent, new LockEvent.FailedOver()));
        }
        events.add(new LockEvent.Numbered(++lastEvent, event));
    }

    boolean hasEvents() {
        return !events.isEmpty();
    }

    List<LockEvent.Numbered> events() {
        return List.copyOf(events);
    }

    void dropEvents() {
        events.clear();
    }

    /// Drops the events up to this one.
    List<LockEvent> acknowledged(long upTo) {
        var dropped = new ArrayList<LockEvent>();
        while (!events.isEmpty() && events.peek().number() <= upTo) {
            dropped.add(events.poll().event());
        }
        return dropped;
    }
}
