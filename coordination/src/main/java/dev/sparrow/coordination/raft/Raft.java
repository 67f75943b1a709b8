/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The state of a member (the paper, Figure 2), which the classes that each do one thing share, and what they all use.
final class Raft {
    /// Entries up to an index are durable when so many writes are.
    private static final class Written {
        final long writes;
        long index;

        Written(long writes, long index) {
            this.writes = writes;
            this.index = index;
        }
    }

    final NodeId self;
    final RaftSettings settings;
    final RaftRules rules;
    final RandomGenerator random;
    final Applier applier;
    final RaftLog log;

    final Elections elections;
    final Following following;
    final Replication replication;
    final Snapshots snapshots;
    final Reads reads;
    final Membership membership;
    final Clients clients;

    long term;
    NodeId votedFor;
    long commit;
    Role role = new Role.Follower();
    NodeId leader;

    long nowNanos;
    long electionAtNanos;
    long heardLeaderAtNanos;
    List<Effect> effects = new ArrayList<>();

    private RaftRecord.HardState onDisk = new RaftRecord.HardState(0, null);
    private final ArrayDeque<Written> written = new ArrayDeque<>();
    private long writes;
    private long durableWrites;
    private long durableIndex;
    private LogReport.Leadership reported;

    Raft(NodeId self, RaftSettings settings, RaftRules rules, RandomGenerator random, Applier applier, RaftLog log) {
        this.self = self;
        this.settings = settings;
        this.rules = rules;
        this.random = random;
        this.applier = applier;
        this.log = log;
        this.elections = new Elections(this);
        this.following = new Following(this);
        this.replication = new Replication(this);
        this.snapshots = new Snapshots(this);
        this.reads = new Reads(this);
        this.membership = new Membership(this);
        this.clients = new Clients(this);
    }

    /// Begins with what was read from disk.
    void recovered(RaftRecord.HardState state) {
        onDisk = state;
        term = state.term();
        votedFor = state.votedFor();
        durableIndex = log.lastIndex();
        commit = log.snapshot().index();
    }

    Configuration configuration() {
        return log.configuration();
    }

    long electionTimeoutNanos() {
        return settings.electionTimeout().toNanos();
    }

    void sendAtOnce(NodeId to, RaftMessage message) {
        effects.add(new Effect.SendAtOnce(to, (Record) message));
    }

    void sendWhenDurable(NodeId to, RaftMessage message) {
        effects.add(new Effect.Send(to, (Record) message));
    }

    void report(LogReport what) {
        effects.add(new Effect.Report((Record) what));
    }

    RaftRecord.HardState hardState() {
        return new RaftRecord.HardState(term, votedFor);
    }

    /// Writes term and vote if they have changed; what is sent when durable waits for it.
    void persist() {
        rules.toPersist(onDisk, hardState())
                .ifPresent(state -> {
                    write(new Effect.Write((Record) state));
                });
        onDisk = hardState();
    }

    private void write(Effect effect) {
        effects.add(effect);
        writes++;
    }

    long writes() {
        return writes;
    }

    boolean isDurable(long write) {
        return durableWrites >= write;
    }

    /// Up to where the own log is durable.
    long durableIndex() {
        return durableIndex;
    }

    /// Appends entries to log and disk; one flush for all of them.
    void append(List<Entry> entries) {
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var last = i == entries.size() - 1;
            log.append(entry);
            if (last && rules.mustBeDurable(entry, true)) {
                write(new Effect.Write(new RaftRecord.Appended(entry)));
            } else {
                effects.add(new Effect.Write(new RaftRecord.Appended(entry), false));
            }
        }
        if (!entries.isEmpty()) {
            written.add(new Written(writes, log.lastIndex()));
        }
    }

    void truncate(long index) {
        log.truncate(index);
        durableIndex = Math.min(durableIndex, index - 1);
        written.forEach(pending -> pending.index = Math.min(pending.index, index - 1));
    }

    /// Writes everything anew, with the snapshot in place of what it stands for.
    void rewrite() {
        durableIndex = Math.min(durableIndex, log.lastIndex());
        written.forEach(pending -> pending.index = Math.min(pending.index, log.lastIndex()));
        var records = new ArrayList<Record>();
        records.add(hardState());
        records.add(new RaftRecord.Compacted(log.snapshot(), log.baseIndex(), log.baseTerm()));
        log.all().forEach(entry -> records.add(new RaftRecord.Appended(entry)));
        write(new Effect.Rewrite(records));
        written.add(new Written(writes, log.lastIndex()));
    }

    void onDurable(long nowDurable) {
        durableWrites = nowDurable;
        while (!written.isEmpty() && written.peek().writes <= nowDurable) {
            durableIndex = Math.max(durableIndex, written.poll().index);
        }
    }

    void halt(String reason) {
        effects.add(new Effect.Halt("Member " + self + " in term " + term + " " + reason));
    }

    /// Follows a term, at once if it is higher than the own (the paper, section 5.1).
    ///
    /// @param newLeader null if unknown
    void follow(long newTerm, NodeId newLeader) {
        if (newTerm > term) {
            term = newTerm;
            votedFor = null;
            leader = null;
            persist();
            if (role instanceof Role.Leader && !rules.stepsDown()) {
                return;
            }
        }
        if (!(role instanceof Role.Follower)) {
            clients.dropWaiting();
            role = new Role.Follower();
            elections.postpone();
        }
        leader = newLeader;
    }

    void reportLeadership() {
        var ready = role instanceof Role.Leader && rules.knowsCommitted(commitTerm(), term);
        if (reported == null
                || reported.term() != term
                || reported.ready() != ready
                || !reported.leader().equals(Optional.ofNullable(leader))) {
            reported = new LogReport.Leadership(Optional.ofNullable(leader), term, ready);
            report(reported);
        }
    }

    /// The term of the last committed entry.
    long commitTerm() {
        return commit >= log.baseIndex() && commit <= log.lastIndex() ? log.termAt(commit) : 0;
    }

    /// Takes entries for committed, and applies them.
    void commitUpTo(long index) {
        if (index <= commit) {
            return;
        }
        commit = index;
        while (applier.appliedIndex() < commit) {
            var entry = log.at(applier.appliedIndex() + 1);
            clients.applied(entry, applier.apply(entry.index(), entry.payload()));
        }
        membership.committed();
        reads.applied();
        snapshots.takeIfDue();
    }
}
