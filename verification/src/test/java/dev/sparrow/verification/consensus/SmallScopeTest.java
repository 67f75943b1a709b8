/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.simulation.NodeId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// Everything that can happen to three members while little does.
class SmallScopeTest {
    private static final SmallScope.Scope SCOPE = new SmallScope.Scope(1, 1, 0, 0);

    /// How many situations there are: another number means that members do something else.
    private static final long RAFT = 997;

    private static final long PAXOS = 227_656;

    @Test
    void raft_agreesInAllOfIt() {
        var found = SmallScope.raft(SCOPE, new SmallScope.OpenRaft());
        assertThat(found.violation()).isEmpty();
        assertThat(found.situations()).isEqualTo(RAFT);
    }

    @Test
    void paxos_agreesInAllOfIt() {
        var found = SmallScope.paxos(SCOPE, new SmallScope.OpenPaxos());
        assertThat(found.violation()).isEmpty();
        assertThat(found.situations()).isEqualTo(PAXOS);
    }

    @Test
    void raftThatVotesTwice_isFoundOut() {
        var wrong =
                new SmallScope.OpenRaft() {
                    @Override
                    public boolean mayVote(NodeId votedFor, NodeId candidate) {
                        return true;
                    }
                };
        assertThat(SmallScope.raft(new SmallScope.Scope(2, 0, 0, 0), wrong).violation()).isPresent();
    }

    @Test
    void raftThatElectsWhoLacksEntries_isFoundOut() {
        var wrong =
                new SmallScope.OpenRaft() {
                    @Override
                    public boolean isUpToDate(long lastTerm, long lastIndex, long ownLastTerm, long ownLastIndex) {
                        return true;
                    }
                };
        assertThat(SmallScope.raft(new SmallScope.Scope(2, 1, 0, 0), wrong).violation()).isPresent();
    }

    @Test
    void paxosThatCountsOneAcceptor_isFoundOut() {
        var wrong =
                new SmallScope.OpenPaxos() {
                    @Override
                    public boolean isChosen(Configuration configuration, List<NodeId> accepts) {
                        return !Set.copyOf(accepts).isEmpty();
                    }
                };
        assertThat(SmallScope.paxos(new SmallScope.Scope(2, 1, 0, 0), wrong).violation()).isPresent();
    }
}
