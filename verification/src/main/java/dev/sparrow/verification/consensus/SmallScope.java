/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosMessage;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.paxos.PaxosSettings;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.verification.Violation;
import dev.sparrow.verification.consensus.LocalState.Happening;
import dev.sparrow.verification.consensus.LocalState.Message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Three members in everything that can happen to them while little does: each order of messages, timeouts and crashes.
///
/// Swarms of faults go far and see little of what is on their way; this goes a short way and sees everything. A message
/// that is on its way twice is there once.
final class SmallScope {
    /// How much may happen.
    ///
    /// @param timeouts how often a member loses patience, so how many terms or ballots there are at most
    /// @param values how many the programs of leaders want in the log
    record Scope(int timeouts, int values, int crashes, int losses) {
        private Scope plus(int moreTimeouts, int moreValues, int moreCrashes, int moreLosses) {
            return new Scope(timeouts + moreTimeouts, values + moreValues, crashes + moreCrashes, losses + moreLosses);
        }

        @Override
        public String toString() {
            return "%d elections, %d values, %d crashes, %d lost".formatted(timeouts, values, crashes, losses);
        }
    }

    /// What was found.
    ///
    /// @param situations how many there are, all of them if there was no violation
    record Found(long situations, Optional<String> violation) {}

    /// Where all members are, what is on its way, by their numbers, and how much has happened.
    private record Situation(List<LocalState> members, BitSet underWay, Scope spent) {
        Situation with(LocalState.Next next, BitSet after, Scope spentNow) {
            var now = new ArrayList<>(members);
            now.set(MEMBERS.indexOf(next.state().self), next.state());
            return new Situation(now, after, spentNow);
        }
    }

    private static final List<NodeId> MEMBERS = List.of(new NodeId("n1"), new NodeId("n2"), new NodeId("n3"));

    private final Scope scope;
    private final Predicate<Record> isInScope;
    private final ArrayDeque<Situation> open = new ArrayDeque<>();
    private final Set<Situation> seen = new HashSet<>();
    private final Map<Message, Integer> numbers = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    private SmallScope(Scope scope, Predicate<Record> isInScope) {
        this.scope = scope;
        this.isInScope = isInScope;
    }

    /// Raft: members neither ask before they disturb others nor protect their leader, which safety does not rest on.
    static class OpenRaft extends RaftRules {
        @Override
        public boolean asksBefore() {
            return false;
        }

        @Override
        public boolean protectsLeader() {
            return false;
        }
    }

    /// Multi-Paxos: members do not protect their leader, which only reads by a lease rest on.
    static class OpenPaxos extends PaxosRules {
        @Override
        public boolean keepsToLease() {
            return false;
        }
    }

    static Found raft(Scope scope, RaftRules rules) {
        return explore(
                scope,
                members -> RaftMachine.program(RaftSettings.DEFAULT, rules, Configuration.of(members), KeyValues::new),
                _ -> true);
    }

    /// A leader that is refused tries a higher ballot by itself: such ones are beyond the scope.
    static Found paxos(Scope scope, PaxosRules rules) {
        return explore(
                scope,
                members ->
                        PaxosMachine.program(PaxosSettings.DEFAULT, rules, Configuration.of(members), KeyValues::new),
                message -> round(message) <= scope.timeouts());
    }

    private static long round(Record message) {
        return switch ((PaxosMessage) message) {
            // They are for leaders to be known, and change nothing of what is chosen.
            case PaxosMessage.Heartbeat _, PaxosMessage.HeartbeatAck _ -> Long.MAX_VALUE;
            case PaxosMessage.Prepare prepare -> prepare.ballot().round();
            case PaxosMessage.Promise promise -> promise.ballot().round();
            case PaxosMessage.Accept accept -> accept.ballot().round();
            case PaxosMessage.AcceptedBy accepted -> accepted.ballot().round();
            case PaxosMessage.Nack nack -> nack.promised().round();
            case PaxosMessage.Behind _,
                    PaxosMessage.Learn _,
                    PaxosMessage.AskLearn _,
                    PaxosMessage.SnapshotPart _,
                    PaxosMessage.AskPart _,
                    PaxosMessage.AskNewSlot _,
                    PaxosMessage.NewSlot _,
                    PaxosMessage.TakeOver _ ->
                    0;
        };
    }

    /// Goes through all of it.
    ///
    /// @param program starts a member, given all of them
    /// @param isInScope whether a message is of a term or ballot that is in the scope; others never arrive
    private static Found explore(Scope scope, Function<List<NodeId>, Program> program, Predicate<Record> isInScope) {
        var search = new SmallScope(scope, isInScope);
        var states = new HashMap<String, LocalState>();
        var start = program.apply(MEMBERS);
        var first = MEMBERS.stream().map(member -> LocalState.begin(member, start, states)).toList();
        try {
            search.visitFrom(new Situation(first, new BitSet(), new Scope(0, 0, 0, 0)));
            return new Found(search.seen.size(), Optional.empty());
        } catch (Violation violation) {
            return new Found(search.seen.size(), Optional.of(violation.getMessage()));
        }
    }

    private void visitFrom(Situation first) {
        open.add(first);
        seen.add(first);
        while (!open.isEmpty()) {
            visit(open.removeLast());
        }
    }

    private void visit(Situation now) {
        var spent = now.spent;
        for (var member : now.members) {
            if (spent.timeouts < scope.timeouts && !member.leads) {
                go(now, member, new Happening.Timeout(), now.underWay, spent.plus(1, 0, 0, 0));
            }
            if (spent.values < scope.values && member.leads) {
                go(now, member, new Happening.Value(spent.values + 1), now.underWay, spent.plus(0, 1, 0, 0));
            }
            if (spent.crashes < scope.crashes) {
                reach(now, member.then(new Happening.Crash()), now.underWay, spent.plus(0, 0, 1, 0));
            }
        }
        now.underWay.stream()
                .forEach(number -> {
                    var message = messages.get(number);
                    var left = (BitSet) now.underWay.clone();
                    left.clear(number);
                    if (isInScope.test(message.what())) {
                        var to = now.members.get(MEMBERS.indexOf(message.to()));
                        go(now, to, new Happening.Hear(message.from(), message.what()), left, spent);
                    }
                    if (spent.losses < scope.losses) {
                        add(new Situation(now.members, left, spent.plus(0, 0, 0, 1)));
                    }
                });
    }

    private void go(Situation now, LocalState member, Happening what, BitSet left, Scope spent) {
        var next = member.then(what);
        reach(now, next, left, spent);
        if (next.wrote() && spent.crashes < scope.crashes) {
            reach(now, member.then(new Happening.CrashIn(what)), left, spent.plus(0, 0, 1, 0));
        }
    }

    private void reach(Situation now, LocalState.Next next, BitSet left, Scope spent) {
        var after = (BitSet) left.clone();
        next.sent().forEach(message -> after.set(number(message)));
        check(now, next.state());
        add(now.with(next, after, spent));
    }

    private void add(Situation situation) {
        if (seen.add(situation)) {
            open.add(situation);
        }
    }

    private int number(Message message) {
        return numbers.computeIfAbsent(
                message,
                _ -> {
                    messages.add(message);
                    return messages.size() - 1;
                });
    }

    /// No two members ever apply different commands at one index, or lead one term.
    private static void check(Situation now, LocalState changed) {
        for (var other : now.members) {
            if (!other.self.equals(changed.self)) {
                changed.applied.forEach((index, one) -> {
                    var theirs = other.applied.get(index);
                    Violation.unless(
                            theirs == null || theirs.equals(one),
                            "%s applies %s, and %s applied %s",
                            changed.self,
                            one,
                            other.self,
                            theirs);
                });
                for (var reign : changed.reigns) {
                    Violation.unless(
                            !other.reigns.contains(reign), "%s and %s lead term %d", changed.self, other.self, reign);
                }
            }
        }
    }
}
