/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// A node of a simulated world: a machine while it is up, its disk, its clock, and the effects that wait for the disk.
public final class SimulatedNode {
    /// An effect that leaves when this many forced writes are durable.
    record Held(Effect effect, long writes) {}

    final NodeId id;
    final Program program;
    final SimulatedDisk disk = new SimulatedDisk();
    final NodeClock clock;
    final ArrayDeque<Held> held = new ArrayDeque<>();
    final List<Event> backlog = new ArrayList<>();

    Machine<Event, Effect> machine;
    String haltedBecause;
    boolean paused;
    int life;
    long wakeNanos = Long.MAX_VALUE;
    int wakes;
    long writes;
    long durableWrites;
    boolean flushing;
    int boundariesToCrash = -1;
    long restartAfterNanos;
    int slownessMillis;

    SimulatedNode(NodeId id, Program program, NodeClock clock) {
        this.id = id;
        this.program = program;
        this.clock = clock;
    }

    public NodeId id() {
        return id;
    }

    /// The machine that runs, or null while the node is down.
    public Machine<Event, Effect> machine() {
        return machine;
    }

    public SimulatedDisk disk() {
        return disk;
    }

    /// What its clock shows.
    public long nanos() {
        return clock.nanos();
    }

    public boolean isUp() {
        return machine != null;
    }

    /// Why the machine ended itself, or null.
    public String haltedBecause() {
        return haltedBecause;
    }

    /// Forgets everything but disk and clock.
    void stop() {
        machine = null;
        life++;
        paused = false;
        held.clear();
        backlog.clear();
        wakeNanos = Long.MAX_VALUE;
        wakes++;
        writes = 0;
        durableWrites = 0;
        flushing = false;
        boundariesToCrash = -1;
    }
}
