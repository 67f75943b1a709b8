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

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A member that is left alone by a change of members, and restarts after the others are gone.
class LeftAloneTest {
    private static final NodeId SELF = new NodeId("self");
    private static final NodeId GONE = new NodeId("gone");
    private static final int ALPHA = 3;
    private static final int SNAPSHOT_EVERY = 5;
    private static final int SEEDS = 200;
    private static final PaxosSettings SETTINGS =
            new PaxosSettings(
                    Duration.ofMillis(60), Duration.ofMillis(10), false, 1.1, SNAPSHOT_EVERY, ALPHA, 100, 8, 100);

    private static PaxosMachine start(List<Stored> disk, long seed) {
        return (PaxosMachine)
                PaxosMachine.program(SETTINGS, new PaxosRules(), Configuration.of(List.of(SELF, GONE)), KeyValues::new)
                        .start(SELF, disk, new Random(seed), 0);
    }

    private static Map<Long, Payload> slots() {
        var slots = new TreeMap<Long, Payload>();
        for (var slot = 1L; slot <= 8; slot++) {
            slots.put(slot, new Payload.Noop());
        }
        slots.put(6L, new Payload.Members(Configuration.of(List.of(SELF))));
        return slots;
    }

    /// The log of a member on a disk that loses what was not forced.
    private static final class Disk {
        private final List<Stored> kept = new ArrayList<>();
        private final List<Stored> late = new ArrayList<>();
        private long forced;

        void take(List<Effect> effects) {
            for (var effect : effects) {
                switch (effect) {
                    case Effect.Write(var record, var isForced) -> {
                        late.add(new Stored(record));
                        if (isForced) {
                            force();
                        }
                    }
                    case Effect.Rewrite(var records) -> {
                        kept.clear();
                        late.clear();
                        records.forEach(record -> late.add(new Stored(record)));
                        force();
                    }
                    default -> {}
                }
            }
        }

        private void force() {
            kept.addAll(late);
            late.clear();
            forced++;
        }
    }

    /// It had been told what was chosen in any order, had taken snapshots, and was there until the change held.
    @Test
    void memberThatForgetsWhatWasNotForced_leads() {
        for (var seed = 1; seed <= SEEDS; seed++) {
            var slots = slots();
            var order = new ArrayList<>(slots.keySet());
            Collections.shuffle(order, new Random(seed));
            var disk = new Disk();
            var before = start(List.of(), seed);
            for (var slot : order) {
                var told = new PaxosMessage.Learn(slot, List.of(slots.get(slot)));
                disk.take(before.step(new Event.Received(GONE, told), 0));
            }

            var after = start(List.copyOf(disk.kept), seed);
            var alone = new Disk();
            for (var ms = 0; ms < 2_000 && !after.isReady(); ms++) {
                alone.take(after.step(new Event.Tick(), ms * 1_000_000L));
                alone.take(after.step(new Event.Durable(alone.forced), ms * 1_000_000L));
            }
            assertThat(after.isReady()).as("seed %d: told in the order %s, kept %s", seed, order, disk.kept).isTrue();
        }
    }
}
