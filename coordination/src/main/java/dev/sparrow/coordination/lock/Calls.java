/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.coordination.lock.CellAnswer.Reason;
import dev.sparrow.simulation.NodeId;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// What sessions ask a master for, once it serves (Burrows 2006, section 2.6).
final class Calls {
    private final long epoch;
    private final CellState state;
    private final LockServer.Member member;
    private final Proposals proposals;
    private final Caches caches;
    private final Watchers watchers;
    private final Queues queues;
    private final Consumer<String> closed;

    /// Ephemeral files that are about to go. Nobody can open them until they are gone: clients ask again.
    private final Set<String> deleting = new HashSet<>();

    /// @param closed hears of names that somebody has closed
    Calls(
            long epoch,
            CellState state,
            LockServer.Member member,
            Proposals proposals,
            Caches caches,
            Watchers watchers,
            Queues queues,
            Consumer<String> closed) {
        this.epoch = epoch;
        this.state = state;
        this.member = member;
        this.proposals = proposals;
        this.caches = caches;
        this.watchers = watchers;
        this.queues = queues;
        this.closed = closed;
    }

    /// Deletes an ephemeral file that nobody has open.
    ///
    /// @param refused runs if the log does not take it now
    void deleteIfUnused(String name, Runnable refused) {
        var stat = state.stat(name).filter(Stat::ephemeral);
        if (stat.isEmpty() || watchers.areThere(name) || !deleting.add(name)) {
            return;
        }
        proposals.write(
                name,
                true,
                new CellCommand.Delete(0, name, stat.get().instance()),
                _ -> deleting.remove(name),
                () -> {
                    deleting.remove(name);
                    refused.run();
                });
    }

    /// Carries out a call; its answer may come later.
    void serve(ClientSession session, LockMessage.Call call) {
        switch (call.what()) {
            case LockCall.Open wanted -> open(session, call, wanted);
            case LockCall.Close(var handle) -> {
                watchers.close(session, handle);
                closed.accept(handle.name());
                answer(session, call, new CellAnswer.Closed(), false);
            }
            case LockCall.Refresh(var handle) ->
                    watchers.resolve(session, handle)
                            .flatMap(known -> state.stat(known.name()))
                            .ifPresentOrElse(
                                    stat -> answer(session, call, new CellAnswer.Done(stat), false),
                                    () -> answer(session, call, new CellAnswer.Refused(Reason.INVALID_HANDLE), false));
            case LockCall.Read(var handle) -> read(session, call, handle);
            case LockCall.SetContents(var handle, var content, var generation, var sequencer) ->
                    change(
                            session,
                            call,
                            handle,
                            true,
                            new CellCommand.SetContents(session.id, handle.name(), content, generation, sequencer));
            case LockCall.SetAcl(var handle, var acl) ->
                    change(session, call, handle, true, new CellCommand.SetAcl(session.id, handle.name(), acl));
            case LockCall.Delete(var handle) ->
                    change(
                            session,
                            call,
                            handle,
                            true,
                            new CellCommand.Delete(session.id, handle.name(), handle.instance()));
            case LockCall.Acquire wanted -> acquire(session, call, wanted);
            case LockCall.Release(var handle) -> {
                change(session, call, handle, false, new CellCommand.Release(session.id, handle.name()));
                queues.released(session.id, handle.name());
            }
            case LockCall.Check(var sequencer) ->
                    proposals.read(() -> answer(session, call, new CellAnswer.Checked(state.isGood(sequencer)), false));
            case LockCall.EndSession _ -> endInPeace(session, call);
        }
    }

    private void acquire(ClientSession session, LockMessage.Call call, LockCall.Acquire wanted) {
        var name = wanted.handle().name();
        var command = new CellCommand.Acquire(session.id, name, wanted.exclusive(), wanted.delayMillis());
        var isNew = call.number() > session.lastWaiting;
        if (isNew) {
            queues.remove(session.id, name);
        }
        change(
                session,
                call,
                wanted.handle(),
                false,
                command,
                answer -> {
                    var isLocked =
                            answer instanceof CellAnswer.Refused(var reason)
                                    && (reason == Reason.LOCKED || reason == Reason.DELAYED);
                    if (isLocked && wanted.waits() && isNew) {
                        session.lastWaiting = call.number();
                        queues.add(command);
                    }
                });
    }

    private void endInPeace(ClientSession session, LockMessage.Call call) {
        session.ending = true;
        var to = session.address;
        proposals.propose(
                new CellCommand.EndSession(session.id, true),
                _ -> send(to, call, new CellAnswer.Closed(), false),
                () -> session.ending = false);
    }

    private void answer(ClientSession session, LockMessage.Call call, CellAnswer answer, boolean cacheable) {
        if (session.callUnderWay == call.number()) {
            session.callUnderWay = 0;
        }
        send(session.address, call, answer, cacheable);
    }

    private void send(NodeId to, LockMessage.Call call, CellAnswer answer, boolean cacheable) {
        member.send(to, new LockMessage.Answered(call.session(), epoch, call.number(), answer, cacheable));
    }

    private void open(ClientSession session, LockMessage.Call call, LockCall.Open wanted) {
        proposals.read(() -> {
            var stat = state.stat(wanted.name());
            if (deleting.contains(wanted.name())) {
                return;
            }
            if (stat.isPresent() && fits(wanted.create(), stat.get())) {
                answer(session, call, watchers.open(session, wanted, stat.get()), false);
            } else if (wanted.create() == LockCall.Create.NOTHING) {
                var cacheable = caches.read(session.id, wanted.name());
                answer(session, call, new CellAnswer.Refused(Reason.NO_SUCH_NAME), cacheable);
            } else {
                create(session, call, wanted);
            }
        });
    }

    private static boolean fits(LockCall.Create create, Stat stat) {
        return create == LockCall.Create.NOTHING || stat.directory() == (create == LockCall.Create.DIRECTORY);
    }

    private void create(ClientSession session, LockMessage.Call call, LockCall.Open wanted) {
        var command =
                new CellCommand.Create(
                        session.id,
                        wanted.name(),
                        wanted.create() == LockCall.Create.DIRECTORY,
                        wanted.create() == LockCall.Create.EPHEMERAL);
        session.callUnderWay = call.number();
        proposals.write(
                wanted.name(),
                true,
                new CellCommand.Call(session.id, call.number(), 0, command),
                answer ->
                        answer(
                                session,
                                call,
                                answer instanceof CellAnswer.Done(var stat)
                                        ? watchers.open(session, wanted, stat)
                                        : answer,
                                false),
                () -> session.callUnderWay = 0);
    }

    private void read(ClientSession session, LockMessage.Call call, Handle handle) {
        proposals.read(() -> {
            var known = watchers.resolve(session, handle);
            if (known.isEmpty()) {
                answer(session, call, new CellAnswer.Refused(Reason.INVALID_HANDLE), false);
            } else {
                var answer = state.read(session.id, handle.name());
                var isOne = !(answer instanceof CellAnswer.Refused(var reason) && reason == Reason.NOT_PERMITTED);
                answer(session, call, answer, isOne && caches.read(session.id, handle.name()));
            }
        });
    }

    private void change(
            ClientSession session, LockMessage.Call call, Handle handle, boolean isCached, CellCommand command) {
        change(session, call, handle, isCached, command, _ -> {});
    }

    private void change(
            ClientSession session,
            LockMessage.Call call,
            Handle handle,
            boolean isCached,
            CellCommand command,
            Consumer<CellAnswer> then) {
        if (watchers.resolve(session, handle).isEmpty()) {
            answer(session, call, new CellAnswer.Refused(Reason.INVALID_HANDLE), false);
            return;
        }
        session.callUnderWay = call.number();
        proposals.write(
                handle.name(),
                isCached,
                new CellCommand.Call(session.id, call.number(), handle.instance(), command),
                answer -> {
                    then.accept(answer);
                    answer(session, call, answer, false);
                },
                () -> session.callUnderWay = 0);
    }
}
