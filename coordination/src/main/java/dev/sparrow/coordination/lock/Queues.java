/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.coordination.lock.CellAnswer.Reason;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Who waits for which lock, in the order in which they came. The master takes the lock for whoever is next, by a
/// command right behind the one that gives it back: so it passes on in one step of the log, and wakes nobody in vain.
///
/// It is memory: sessions ask a new master again. That they may, since to take a lock that one has changes nothing.
final class Queues {
    private static final class Waiter {
        final CellCommand.Acquire wanted;

        /// Whether the lock is being taken for it.
        boolean isNext;

        Waiter(CellCommand.Acquire wanted) {
            this.wanted = wanted;
        }
    }

    private final CellState state;
    private final Proposals proposals;
    private final BiConsumer<Long, LockEvent> tell;
    private final Map<String, LinkedHashMap<Long, Waiter>> queues = new TreeMap<>();

    Queues(CellState state, Proposals proposals, BiConsumer<Long, LockEvent> tell) {
        this.state = state;
        this.proposals = proposals;
        this.tell = tell;
    }

    /// A session waits for a lock from now on.
    void add(CellCommand.Acquire wanted) {
        queues.computeIfAbsent(wanted.name(), _ -> new LinkedHashMap<>())
                .putIfAbsent(wanted.session(), new Waiter(wanted));
        goOnIfFree(wanted.name());
    }

    /// A session does not wait for a lock any more.
    void remove(long session, String name) {
        queues.computeIfPresent(
                name,
                (_, queue) -> {
                    queue.remove(session);
                    return queue.isEmpty() ? null : queue;
                });
    }

    /// A session has ended.
    void gone(long session) {
        List.copyOf(queues.keySet()).forEach(name -> remove(session, name));
    }

    /// A session is about to give a lock back.
    void released(long session, String name) {
        if (state.writer(name) == session) {
            goOn(name);
        }
    }

    /// A command was applied that may have made locks free.
    void applied(CellCommand command, CellAnswer answer) {
        switch (command) {
            case CellCommand.Call call -> applied(call.command(), answer);
            case CellCommand.Release release -> goOnIfFree(release.name());
            case CellCommand.EndDelay end -> goOnIfFree(end.name());
            case CellCommand.EndSession _ -> List.copyOf(queues.keySet()).forEach(this::goOnIfFree);
            case CellCommand.Delete delete when !(answer instanceof CellAnswer.Refused) -> {
                var queue = queues.remove(delete.name());
                if (queue != null) {
                    queue.keySet().forEach(session -> tell.accept(session, new LockEvent.LockFree(delete.name())));
                }
            }
            case CellCommand.Delete _,
                    CellCommand.Acquire _,
                    CellCommand.Create _,
                    CellCommand.SetContents _,
                    CellCommand.SetAcl _,
                    CellCommand.OpenSession _,
                    CellCommand.NewMaster _,
                    CellCommand.Fenced _ -> {}
        }
    }

    private void goOnIfFree(String name) {
        if (state.isFree(name)) {
            goOn(name);
        }
    }

    /// Takes a lock for the writer that is next, or for all readers before the next writer.
    private void goOn(String name) {
        var isFirst = true;
        for (var waiter : List.copyOf(queues.getOrDefault(name, new LinkedHashMap<>()).values())) {
            if (waiter.wanted.exclusive() && !isFirst) {
                return;
            }
            if (!waiter.isNext) {
                waiter.isNext = true;
                proposals.propose(waiter.wanted, answer -> answered(waiter, answer), () -> askAgain(waiter));
            }
            if (waiter.wanted.exclusive()) {
                return;
            }
            isFirst = false;
        }
    }

    private void answered(Waiter waiter, CellAnswer answer) {
        waiter.isNext = false;
        switch (answer) {
            case CellAnswer.Locked(var sequencer) -> {
                drop(waiter);
                tell.accept(waiter.wanted.session(), new LockEvent.LockGranted(sequencer));
            }
            case CellAnswer.Refused(var reason) when reason == Reason.LOCKED || reason == Reason.DELAYED ->
                    goOnIfFree(waiter.wanted.name());
            case CellAnswer _ -> {
                askAgain(waiter);
                goOnIfFree(waiter.wanted.name());
            }
        }
    }

    private void askAgain(Waiter waiter) {
        drop(waiter);
        tell.accept(waiter.wanted.session(), new LockEvent.LockFree(waiter.wanted.name()));
    }

    private void drop(Waiter waiter) {
        var queue = queues.get(waiter.wanted.name());
        if (queue != null && queue.remove(waiter.wanted.session(), waiter) && queue.isEmpty()) {
            queues.remove(waiter.wanted.name());
        }
    }
}
