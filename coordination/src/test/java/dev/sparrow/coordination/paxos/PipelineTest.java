/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a leader sends to an acceptor, one message at a time.
class PipelineTest {
    private static final NodeId SELF = new NodeId("a");
    private static final NodeId OTHER = new NodeId("b");
    private static final Duration HEARTBEAT = Duration.ofMillis(10);
    private static final PaxosSettings SETTINGS =
            new PaxosSettings(Duration.ofMillis(60), HEARTBEAT, false, 1.1, 1_000, 100, 3, 1, 100);

    private final PaxosMachine leader =
            (PaxosMachine)
                    PaxosMachine.program(
                                    SETTINGS, new PaxosRules(), Configuration.of(List.of(SELF, OTHER)), KeyValues::new)
                            .start(SELF, List.of(), new Random(1), 0);

    private final List<PaxosMessage.Accept> sent = new ArrayList<>();
    private long now;
    private long writes;
    private Ballot ballot;

    /// Takes a step, with a disk that is at once as far.
    private void step(Event event) {
        var before = writes;
        for (var effect : leader.step(event, now)) {
            switch (effect) {
                case Effect.Write(_, var forced) -> writes += forced ? 1 : 0;
                case Effect.SendAtOnce(var to, PaxosMessage.Accept accept) when to.equals(OTHER) -> sent.add(accept);
                case Effect.Send(_, PaxosMessage.Prepare prepare) -> ballot = prepare.ballot();
                default -> {}
            }
        }
        if (writes > before) {
            step(new Event.Durable(writes));
        }
    }

    private void hear(PaxosMessage message) {
        step(new Event.Received(OTHER, (Record) message));
    }

    private void propose(int number) {
        step(new Event.Request(new LogRequest.Propose(number, new KeyValues.Change.Put("x", "" + number))));
    }

    private List<Long> slots(int message) {
        var accept = sent.get(message);
        return List.of(accept.fromSlot(), accept.fromSlot() + accept.payloads().size() - 1);
    }

    @BeforeEach
    void lead() {
        now = Duration.ofSeconds(1).toNanos();
        step(new Event.Tick());
        hear(new PaxosMessage.Promise(ballot, 1, List.of()));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().payloads()).containsExactly(new Payload.Noop());
        hear(new PaxosMessage.AcceptedBy(ballot, 1, 1));
        sent.clear();
    }

    @Test
    void whatComesWhileAMessageIsOnItsWay_sharesTheNext() {
        for (var i = 0; i < 6; i++) {
            propose(i);
        }
        assertThat(sent).hasSize(1);
        hear(new PaxosMessage.AcceptedBy(ballot, 2, 2));
        hear(new PaxosMessage.AcceptedBy(ballot, 3, 5));
        assertThat(slots(0)).containsExactly(2L, 2L);
        assertThat(slots(1)).containsExactly(3L, 5L);
        assertThat(slots(2)).containsExactly(6L, 7L);
        hear(new PaxosMessage.AcceptedBy(ballot, 6, 7));
        assertThat(leader.chosenUpTo()).isEqualTo(7);
        assertThat(sent).hasSize(3);
    }

    @Test
    void whatIsNotAccepted_isSentAgain_withTheSecondHeartbeat() {
        propose(1);
        propose(2);
        for (var beat = 0; beat < 2; beat++) {
            now += HEARTBEAT.toNanos();
            step(new Event.Tick());
        }
        assertThat(slots(sent.size() - 1)).containsExactly(2L, 3L);
        hear(new PaxosMessage.AcceptedBy(ballot, 2, 3));
        assertThat(leader.chosenUpTo()).isEqualTo(3);
    }
}
