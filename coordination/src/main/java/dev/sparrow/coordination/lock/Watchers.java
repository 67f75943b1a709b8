/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.coordination.lock.CellAnswer.Reason;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Which sessions have what open, and who hears what happens to it (Burrows 2006, sections 2.3 and 2.5).
final class Watchers {
    private final LockRules rules;
    private final long epoch;
    private final Map<Long, ClientSession> sessions;
    private final BiConsumer<Long, LockEvent> tell;
    private final CellState state;

    /// For each name the sessions that have it open, with how many handles.
    private final Map<String, TreeMap<Long, Integer>> openers = new HashMap<>();

    private long lastInstance;

    Watchers(
            LockRules rules,
            long epoch,
            Map<Long, ClientSession> sessions,
            BiConsumer<Long, LockEvent> tell,
            CellState state) {
        this.rules = rules;
        this.epoch = epoch;
        this.sessions = sessions;
        this.tell = tell;
        this.state = state;
        this.lastInstance = state.lastInstance();
    }

    /// Opens a handle.
    CellAnswer open(ClientSession session, LockCall.Open wanted, Stat stat) {
        var handle = new Handle(wanted.number(), wanted.name(), stat.instance(), wanted.events(), epoch);
        // A late copy of the call must not open again what was closed since.
        if (handle.number() > session.lastOpened) {
            session.lastOpened = handle.number();
            add(session, handle);
        }
        return new CellAnswer.Opened(handle, stat);
    }

    private void add(ClientSession session, Handle handle) {
        if (session.handles.put(handle.number(), handle) == null) {
            openers.computeIfAbsent(handle.name(), _ -> new TreeMap<>()).merge(session.id, 1, Integer::sum);
        }
    }

    /// A handle that is open, or that an earlier master has opened and nobody closed since (2.9, step 8).
    Optional<Handle> resolve(ClientSession session, Handle handle) {
        var known = session.handles.get(handle.number());
        if (known == null
                && rules.honours(handle.epoch() < epoch, session.closed.contains(handle.number()))
                && state.stat(handle.name()).filter(stat -> stat.instance() == handle.instance()).isPresent()) {
            add(session, handle);
            known = handle;
        }
        return Optional.ofNullable(known);
    }

    void close(ClientSession session, Handle handle) {
        if (handle.epoch() < epoch) {
            session.closed.add(handle.number());
        }
        var known = session.handles.remove(handle.number());
        if (known != null) {
            openers.computeIfPresent(
                    known.name(),
                    (_, all) -> {
                        all.computeIfPresent(session.id, (_, count) -> count == 1 ? null : count - 1);
                        return all.isEmpty() ? null : all;
                    });
        }
    }

    /// A session has ended.
    ///
    /// @return the names that it had open
    List<String> gone(ClientSession session) {
        var handles = List.copyOf(session.handles.values());
        handles.forEach(handle -> close(session, handle));
        return handles.stream().map(Handle::name).distinct().toList();
    }

    boolean areThere(String name) {
        return openers.containsKey(name);
    }

    /// Tells of a change that is made.
    void applied(CellCommand command, CellAnswer answer) {
        var refusal = answer instanceof CellAnswer.Refused(var reason) ? reason : null;
        switch (command) {
            case CellCommand.Call call -> {
                var session = sessions.get(call.session());
                if (session != null && session.applied(call.call())) {
                    applied(call.command(), answer);
                }
            }
            case CellCommand.Create create -> {
                if (answer instanceof CellAnswer.Done(var stat) && stat.instance() > lastInstance) {
                    lastInstance = stat.instance();
                    childChanged(create.name());
                }
            }
            case CellCommand.SetContents write -> {
                if (answer instanceof CellAnswer.Done(var stat)) {
                    watch(write.name(), new LockEvent.ContentsModified(write.name(), stat.contentGeneration()));
                    childChanged(write.name());
                }
            }
            case CellCommand.Delete delete -> {
                if (refusal == null) {
                    handlesInvalid(delete.name());
                    childChanged(delete.name());
                }
            }
            case CellCommand.Acquire acquire -> {
                if (refusal == Reason.LOCKED || refusal == Reason.DELAYED) {
                    watch(acquire.name(), new LockEvent.LockWanted(acquire.name()));
                } else if (refusal == null) {
                    watch(acquire.name(), new LockEvent.LockAcquired(acquire.name()));
                }
            }
            case CellCommand.SetAcl _,
                    CellCommand.Release _,
                    CellCommand.EndDelay _,
                    CellCommand.EndSession _,
                    CellCommand.OpenSession _,
                    CellCommand.NewMaster _,
                    CellCommand.Fenced _ -> {}
        }
    }

    private void childChanged(String name) {
        var parent = CellState.parent(name);
        watch(parent, new LockEvent.ChildChanged(parent, name.substring(name.lastIndexOf('/') + 1)));
    }

    private void watch(String name, LockEvent event) {
        for (var id : openers.getOrDefault(name, new TreeMap<>()).keySet()) {
            var session = sessions.get(id);
            if (session != null && session.handles.values().stream().anyMatch(handle -> watches(handle, name))) {
                tell.accept(id, event);
            }
        }
    }

    private static boolean watches(Handle handle, String name) {
        return handle.events() && handle.name().equals(name);
    }

    private void handlesInvalid(String name) {
        for (var id : List.copyOf(openers.getOrDefault(name, new TreeMap<>()).keySet())) {
            var session = sessions.get(id);
            for (var handle : List.copyOf(session.handles.values())) {
                if (handle.name().equals(name)) {
                    close(session, handle);
                    tell.accept(id, new LockEvent.HandleInvalid(handle.number()));
                }
            }
        }
    }
}
