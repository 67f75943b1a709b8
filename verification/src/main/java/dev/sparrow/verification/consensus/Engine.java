/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;

import java.util.List;
import java.util.function.Function;

/// One implementation of the replicated log, right or wrong, as the harness needs it.
interface Engine {
    /// How it is called in tables.
    String name();

    /// How members start.
    ///
    /// @param plan whose seed decides on settings too
    /// @param first [Configuration#NONE] for a member that is added later
    Program program(Plan plan, Configuration first);

    /// How members start with the times that they have outside of simulations.
    ///
    /// @param seed decides on the other settings, as in [#program]
    Program unhurried(long seed, Configuration first);

    /// So much that all that can happen can still be visited.
    SmallScope.Scope scope();

    /// Visits every situation of three members while little happens.
    SmallScope.Found visitAll(SmallScope.Scope scope);

    /// The plan without what this engine's settings for the seed do not bear.
    Plan suitable(Plan plan);

    /// Whether a member that is up takes part in decisions.
    boolean votes(ReplicatedLog member);

    /// What must hold after every event.
    ///
    /// @param nodes finds a node by its name
    /// @param first the members on the first day
    World.Observer invariants(Plan plan, Configuration first, Judge judge, Function<NodeId, SimulatedNode> nodes);

    /// What an operator notes on the new disk of a member whose disk was lost; empty if such a member must never come
    /// back.
    List<Record> notesOnNewDisk();

    /// What a flipped bit makes of a record on disk.
    Record damaged(Record record);
}
