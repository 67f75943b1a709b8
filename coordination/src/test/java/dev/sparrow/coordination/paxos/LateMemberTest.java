/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;

/// A member that was added, and does not know by whom the slots before its time were decided.
class LateMemberTest {
    private static final NodeId OLD = new NodeId("old");
    private static final NodeId NEW = new NodeId("new");
    private static final int ALPHA = 3;
    private static final PaxosSettings SETTINGS =
            new PaxosSettings(Duration.ofMillis(60), Duration.ofMillis(10), false, 1.1, 1_000, ALPHA, 100, 8, 100);

    private record Mail(NodeId from, NodeId to, Record message) {}

    private final Queue<Mail> mail = new ArrayDeque<>();
    private final Map<NodeId, Long> written = new HashMap<>();
    private long nowNanos;

    private static Stored chosen(long slot, Payload payload) {
        return new Stored(new PaxosRecord.Chosen(slot, payload));
    }

    private static Stored chosen(long slot, NodeId... voters) {
        return chosen(slot, new Payload.Members(Configuration.of(List.of(voters))));
    }

    private static PaxosMachine member(NodeId id, Configuration first, List<Stored> disk) {
        return (PaxosMachine)
                PaxosMachine.program(SETTINGS, new PaxosRules(), first, KeyValues::new)
                        .start(id, disk, new Random(1), 0);
    }

    private void step(NodeId self, PaxosMachine member, Event event) {
        var writes = 0L;
        for (var effect : member.step(event, nowNanos)) {
            switch (effect) {
                case Effect.Send(var to, var message) -> mail.add(new Mail(self, to, message));
                case Effect.SendAtOnce(var to, var message) -> mail.add(new Mail(self, to, message));
                case Effect.Write _ -> writes++;
                default -> {}
            }
        }
        if (writes > 0) {
            written.merge(self, writes, Long::sum);
            step(self, member, new Event.Durable(written.get(self)));
        }
    }

    /// The old member has left: it alone knows the slots in which that was decided, and does not want to lead.
    ///
    /// @param known how many slots the new member knows; it is a voter by the first of them
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void memberThatIsLeftAlone_isToldWhatWasChosen_andLeads(int known) {
        var noop = new Payload.Noop();
        var slots =
                List.of(
                        chosen(1, OLD, NEW),
                        chosen(2, noop),
                        chosen(3, noop),
                        chosen(4, NEW),
                        chosen(5, noop),
                        chosen(6, noop),
                        chosen(7, noop));
        var old = member(OLD, Configuration.of(List.of(OLD)), slots);
        var heard = Stream.of(new Stored(new PaxosRecord.Promised(new Ballot(1, OLD))));
        var late = member(NEW, Configuration.NONE, Stream.concat(heard, slots.stream().limit(known)).toList());
        var members = Map.of(OLD, old, NEW, late);

        for (var ms = 0; ms < 2_000 && !late.isReady(); ms++) {
            nowNanos = ms * 1_000_000L;
            members.forEach((id, member) -> step(id, member, new Event.Tick()));
            while (!mail.isEmpty()) {
                var next = mail.remove();
                step(next.to(), members.get(next.to()), new Event.Received(next.from(), next.message()));
            }
        }

        assertThat(late.chosenUpTo()).isGreaterThanOrEqualTo(7);
        assertThat(late.isReady()).isTrue();
        assertThat(old.leads()).isFalse();
    }
}
