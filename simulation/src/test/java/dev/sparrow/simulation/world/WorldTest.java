/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A toy protocol: each node counts on its disk, tells its count once it is durable, and remembers what the others
/// told.
class WorldTest {
    private record Count(int value) {}

    private static final List<NodeId> NODES = List.of(new NodeId("a"), new NodeId("b"), new NodeId("c"));
    private static final Swarm SWARM =
            new Swarm(EnumSet.allOf(FaultKind.class), List.of("wave"), List.of(3), 4_000, 10);

    @Test
    void theSameSeed_givesTheSameLog_andAnotherAnother() {
        for (var seed = 0; seed < 30; seed++) {
            var first = new Run(SWARM.draw(seed), EventLog.on(), true);
            var second = new Run(SWARM.draw(seed), EventLog.on(), true);
            assertThat(first.log.lines()).as("seed %d", seed).isEqualTo(second.log.lines()).hasSizeGreaterThan(100);
            assertThat(first.log.lines())
                    .isNotEqualTo(new Run(SWARM.draw(seed + 1000), EventLog.on(), true).log.lines());
        }
    }

    @Test
    void whatWasToldAfterForcing_isNeverLost() {
        for (var seed = 0; seed < 300; seed++) {
            assertThat(new Run(SWARM.draw(seed), EventLog.off(), true).broken).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void whatWasToldBeforeForcing_isLostInSomeSeed_andTheShrunkPlanIsShort() {
        var failing =
                java.util.stream.LongStream.range(0, 1000).mapToObj(SWARM::draw).filter(WorldTest::fails).findFirst();
        assertThat(failing).isPresent();
        var shrunk = new Shrinker(WorldTest::fails, 500).shrink(failing.get());
        assertThat(shrunk.faults()).hasSize(1);
        assertThat(shrunk.conditions()).isEqualTo(Conditions.CALM);
        assertThat(shrunk.describe()).contains("seed ", "Crash");
    }

    private static boolean fails(Plan plan) {
        return new Run(plan, EventLog.off(), false).broken.isPresent();
    }

    @Test
    void theSwarm_drawsEveryKindOfFault() {
        var kinds = new java.util.TreeSet<String>();
        for (var seed = 0; seed < 200; seed++) {
            SWARM.draw(seed).faults().forEach(fault -> kinds.add(fault.getClass().getSimpleName()));
        }
        assertThat(kinds).hasSize(FaultKind.values().length + 1);
    }

    private static final class Run implements Trouble.Cluster {
        final EventLog log;
        final World world;
        Optional<String> broken = Optional.empty();

        Run(Plan plan, EventLog log, boolean forcing) {
            this.log = log;
            this.world =
                    new World(
                            plan.seed(),
                            plan.conditions(),
                            log,
                            new World.Observer() {
                                @Override
                                public void started(SimulatedNode node) {
                                    var toy = (Toy) node.machine();
                                    for (var other : world.nodes()) {
                                        if (other.machine() instanceof Toy told && told.heard(node.id()) > toy.count) {
                                            broken =
                                                    Optional.of(
                                                            other.id()
                                                                    + " heard more of "
                                                                    + node.id()
                                                                    + " than it knows");
                                        }
                                    }
                                }
                            });
            NODES.forEach(node -> world.add(node, toy(forcing)));
            var trouble = new Trouble(world, this);
            trouble.schedule(plan.faults());
            world.runUntil(1_000_000L * plan.lengthMillis());
            trouble.end();
            world.runUntil(1_000_000L * (plan.lengthMillis() + 1000));
        }

        @Override
        public List<NodeId> members() {
            return NODES;
        }

        @Override
        public Optional<NodeId> leader() {
            return Optional.of(NODES.getFirst());
        }
    }

    private static Program toy(boolean forcing) {
        return (_, disk, _, nowNanos) -> {
            var count = 0;
            for (var stored : disk) {
                count = stored.intact() ? ((Count) stored.record()).value() : count;
            }
            return new Toy(count, nowNanos, forcing);
        };
    }

    private static final class Toy implements dev.sparrow.simulation.Machine<Event, Effect> {
        private static final long PACE_NANOS = 50_000_000;

        final boolean forcing;
        final int[] heard = new int[NODES.size()];
        int count;
        long nextNanos;

        Toy(int count, long nowNanos, boolean forcing) {
            this.count = count;
            this.nextNanos = nowNanos;
            this.forcing = forcing;
        }

        int heard(NodeId node) {
            return heard[NODES.indexOf(node)];
        }

        @Override
        public List<Effect> step(Event event, long nowNanos) {
            var effects = new ArrayList<Effect>();
            switch (event) {
                case Event.Received(var from, Count(var value)) -> {
                    var index = NODES.indexOf(from);
                    heard[index] = Math.max(heard[index], value);
                }
                case Event.Tick _ when nowNanos >= nextNanos -> {
                    count++;
                    nextNanos = nowNanos + PACE_NANOS;
                    effects.add(new Effect.Write(new Count(count)));
                    for (var other : NODES) {
                        var message = new Count(count);
                        effects.add(forcing ? new Effect.Send(other, message) : new Effect.SendAtOnce(other, message));
                    }
                    effects.add(new Effect.WakeAt(nextNanos));
                }
                case Event.Tick _ -> effects.add(new Effect.WakeAt(nextNanos));
                case Event.Received _, Event.Durable _, Event.Request _ -> {}
            }
            return effects;
        }
    }
}
