/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.log.Snapshot;
import dev.sparrow.coordination.log.StateMachine;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.Stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A member of a Raft cluster: what happens goes in, what is to be done comes out.
///
/// It keeps the five properties of the paper's Figure 3: at most one leader a term (*election safety*), whose log only
/// grows (*leader append-only*); logs that agree on one entry agree on all before it (*log matching*); what is
/// committed is in the logs of all later leaders (*leader completeness*), and so members apply the same commands
/// (*state machine safety*). For that it relies on its disk and on nobody's clock, but for lease reads, which are off
/// by default.
public final class RaftMachine implements ReplicatedLog {
    private final Raft raft;
    private String broken;
    private long wakeAtNanos = Long.MAX_VALUE;

    private RaftMachine(Raft raft) {
        this.raft = raft;
    }

    /// A program that starts members.
    ///
    /// @param first the members on the first day; [Configuration#NONE] for one that is added later
    public static Program program(
            RaftSettings settings, RaftRules rules, Configuration first, Supplier<StateMachine> state) {
        return (self, disk, random, nowNanos) ->
                start(self, settings, rules, first, state.get(), disk, random, nowNanos);
    }

    private static RaftMachine start(
            NodeId self,
            RaftSettings settings,
            RaftRules rules,
            Configuration first,
            StateMachine state,
            List<Stored> disk,
            RandomGenerator random,
            long nowNanos) {
        var raft = new Raft(self, settings, rules, random, new Applier(state), new RaftLog(first));
        var machine = new RaftMachine(raft);
        raft.nowNanos = nowNanos;
        // A leader may rely on this member's word from before the restart.
        raft.heardLeaderAtNanos = nowNanos;
        machine.recover(disk);
        raft.elections.postpone();
        return machine;
    }

    private void recover(List<Stored> disk) {
        var hardState = new RaftRecord.HardState(0, null);
        for (var i = 0; i < disk.size(); i++) {
            var stored = disk.get(i);
            if (!raft.rules.isUsable(stored)) {
                if (i == disk.size() - 1) {
                    // Torn by a crash while it was written: nobody was told of it.
                    break;
                }
                broken =
                        "cannot start: record "
                                + i
                                + " of "
                                + disk.size()
                                + " on its disk is damaged. Give it an empty"
                                + " disk and a new name, and change the members.";
                return;
            }
            switch ((RaftRecord) stored.record()) {
                case RaftRecord.HardState state -> hardState = state;
                case RaftRecord.Appended(var entry) -> raft.log.restore(entry);
                case RaftRecord.Compacted compacted -> raft.log.restore(compacted);
            }
        }
        raft.applier.restore(raft.log.snapshot());
        raft.applier.startAfter(raft.rules.appliedBy(raft.log.snapshot().index()));
        raft.recovered(hardState);
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        raft.nowNanos = Math.max(raft.nowNanos, nowNanos);
        raft.effects = new ArrayList<>();
        if (broken != null) {
            raft.halt(broken);
            return raft.effects;
        }
        var leaderBefore = raft.leader;
        switch (event) {
            case Event.Received(var from, RaftMessage message) -> onMessage(from, message);
            case Event.Received(var from, LogMessage message) -> onClient(from, message);
            case Event.Received _ -> {}
            case Event.Request(LogRequest request) -> onRequest(request);
            case Event.Request _ -> {}
            case Event.Durable(var writes) -> onDurable(writes);
            case Event.Tick _ -> {}
        }
        raft.elections.onTick();
        raft.replication.onTick();
        if (leaderBefore != null && !leaderBefore.equals(raft.leader)) {
            raft.reads.leaderLost();
        }
        raft.reportLeadership();
        wake(event instanceof Event.Tick);
        return raft.effects;
    }

    private void onMessage(NodeId from, RaftMessage message) {
        switch (message) {
            case RaftMessage.AskPreVote ask -> raft.elections.onAskPreVote(from, ask);
            case RaftMessage.PreVote vote -> raft.elections.onPreVote(from, vote);
            case RaftMessage.AskVote ask -> raft.elections.onAskVote(from, ask);
            case RaftMessage.Vote vote -> raft.elections.onVote(from, vote);
            case RaftMessage.Append append -> raft.following.onAppend(from, append);
            case RaftMessage.Appended answer -> raft.replication.onAppended(from, answer);
            case RaftMessage.Conflict conflict -> raft.replication.onConflict(from, conflict);
            case RaftMessage.Outdated(var term) -> raft.replication.isOfThisTerm(term);
            case RaftMessage.SnapshotPart part -> raft.snapshots.onPart(from, part);
            case RaftMessage.PartsReceived answer -> raft.snapshots.onPartsReceived(from, answer);
            case RaftMessage.TimeoutNow now -> raft.elections.onTimeoutNow(now);
            case RaftMessage.AskReadIndex ask -> raft.reads.onAskReadIndex(from, ask);
            case RaftMessage.ReadIndex answer -> raft.reads.onReadIndex(answer);
        }
    }

    private void onClient(NodeId from, LogMessage message) {
        switch (message) {
            case LogMessage.OpenSession open -> raft.clients.onOpenSession(from, open);
            case LogMessage.Command command -> raft.clients.onCommand(from, command);
            case LogMessage.Query query -> raft.reads.onQuery(from, query);
            case LogMessage.Opened _,
                    LogMessage.Applied _,
                    LogMessage.SessionExpired _,
                    LogMessage.Answered _,
                    LogMessage.NotLeader _,
                    LogMessage.Busy _ -> {}
        }
    }

    private void onRequest(LogRequest request) {
        switch (request) {
            case LogRequest.Propose propose -> raft.clients.onPropose(propose);
            case LogRequest.Read(var number) -> raft.reads.onRequest(number);
            case LogRequest.ChangeMembers change -> raft.membership.onChange(change);
            case LogRequest.TransferLeadership transfer -> raft.membership.onTransfer(transfer);
        }
    }

    private void onDurable(long writes) {
        raft.onDurable(writes);
        raft.elections.onDurable();
        if (raft.role instanceof Role.Leader leader) {
            raft.replication.commitWhatQuorumHas(leader);
        }
    }

    /// Asks to be woken, unless that is asked for already. An election that was postponed costs a tick too many, not
    /// one effect for each heartbeat.
    private void wake(boolean ticked) {
        var next =
                raft.role instanceof Role.Leader leader
                        ? Math.min(leader.heartbeatAtNanos, leader.checkAtNanos)
                        : raft.electionAtNanos;
        if (ticked || next < wakeAtNanos) {
            wakeAtNanos = next;
            raft.effects.add(new Effect.WakeAt(next));
        }
    }

    @Override
    public Optional<NodeId> leader() {
        return Optional.ofNullable(raft.leader);
    }

    @Override
    public boolean leads() {
        return raft.role instanceof Role.Leader;
    }

    @Override
    public boolean hasLease(long nowNanos) {
        return raft.role instanceof Role.Leader leader
                && raft.rules.knowsCommitted(raft.commitTerm(), raft.term)
                && raft.reads.hasLease(leader, nowNanos);
    }

    @Override
    public long term() {
        return raft.term;
    }

    @Override
    public long appliedIndex() {
        return raft.applier.appliedIndex();
    }

    @Override
    public StateMachine state() {
        return raft.applier.state();
    }

    /// Up to where entries are committed, as far as this member knows.
    public long commitIndex() {
        return raft.commit;
    }

    @Override
    public Configuration configuration() {
        return raft.configuration();
    }

    /// The members as of the latest committed entry about them.
    public Configuration committedConfiguration() {
        return raft.membership.committedConfiguration();
    }

    public Snapshot snapshot() {
        return raft.log.snapshot();
    }

    /// The entries that this member still has begin after this index.
    public long baseIndex() {
        return raft.log.baseIndex();
    }

    public long lastIndex() {
        return raft.log.lastIndex();
    }

    /// The term of an entry that is there, or of the base.
    public long termAt(long index) {
        return raft.log.termAt(index);
    }

    /// An entry that is there.
    public Entry entryAt(long index) {
        return raft.log.at(index);
    }
}
