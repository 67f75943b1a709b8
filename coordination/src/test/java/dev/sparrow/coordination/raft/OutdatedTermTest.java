/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// What a member says to whom leads no more: that member may lead again when it hears it, and counts rounds and entries
/// of its new term only.
class OutdatedTermTest {
    private static final NodeId OWN = new NodeId("a");
    private static final NodeId OLD_LEADER = new NodeId("b");
    private static final Configuration MEMBERS = Configuration.of(List.of(OWN, OLD_LEADER, new NodeId("c")));

    private final ReplicatedLog member =
            (ReplicatedLog)
                    RaftMachine.program(RaftSettings.DEFAULT, new RaftRules(), MEMBERS, KeyValues::new)
                            .start(OWN, List.of(), new Random(1), 0);

    private List<Effect> hears(RaftMessage message) {
        return member.step(new Event.Received(OLD_LEADER, (Record) message), 0).stream()
                .filter(effect -> effect instanceof Effect.Send)
                .toList();
    }

    @Test
    void entriesOfATermThatIsOver_areNotAnsweredAsIfTheyWereOfThisTerm() {
        hears(new RaftMessage.AskVote(3, 0, 0, true));
        assertThat(hears(new RaftMessage.Append(1, 0, 0, List.of(), 0, 8)))
                .containsExactly(new Effect.Send(OLD_LEADER, new RaftMessage.Outdated(3)));
    }

    @Test
    void partOfASnapshotOfATermThatIsOver_isNotAnsweredAsIfItWereOfThisTerm() {
        hears(new RaftMessage.AskVote(3, 0, 0, true));
        assertThat(hears(new RaftMessage.SnapshotPart(1, 7, 1, MEMBERS, 0, 0, 1, null, 8)))
                .containsExactly(new Effect.Send(OLD_LEADER, new RaftMessage.Outdated(3)));
    }
}
