/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// What a member says to a leader that may be an old one.
class NewDiskTest {
    private static final NodeId LEADER = new NodeId("b");
    private static final Configuration MEMBERS = Configuration.of(List.of(new NodeId("a"), LEADER, new NodeId("c")));
    private static final Ballot BALLOT = new Ballot(1, LEADER);

    private static List<Effect> heartbeatAt(List<Stored> disk) {
        var member =
                PaxosMachine.program(PaxosSettings.DEFAULT, new PaxosRules(), MEMBERS, KeyValues::new)
                        .start(new NodeId("a"), disk, new Random(1), 0);
        return member.step(new Event.Received(LEADER, new PaxosMessage.Heartbeat(BALLOT, 0, 5, 0)), 0);
    }

    @Test
    void memberConfirmsThatItHeardItsLeader() {
        assertThat(heartbeatAt(List.of()))
                .contains(new Effect.Send(LEADER, new PaxosMessage.HeartbeatAck(BALLOT, 5, 0)));
    }

    @Test
    void memberWithANewDisk_confirmsNothing_sinceItHasForgottenItsPromises() {
        assertThat(heartbeatAt(List.of(new Stored(new PaxosRecord.Replaced()))))
                .contains(new Effect.Send(LEADER, new PaxosMessage.HeartbeatAck(BALLOT, 0, 0)));
    }
}
