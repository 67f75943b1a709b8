/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import java.util.List;

/// All that a run consists of: the same plan gives the same run.
///
/// @param seed decides what the lists below leave open, such as the fate of single messages
/// @param nodes how many members the cluster has at first
/// @param operations how many operations each client makes
/// @param lengthMillis how long things go wrong; then everything is mended
public record Plan(long seed, int nodes, int operations, int lengthMillis, Conditions conditions, List<Fault> faults) {
    public Plan {
        faults = List.copyOf(faults);
    }

    /// The same with other faults.
    public Plan withFaults(List<Fault> others) {
        return new Plan(seed, nodes, operations, lengthMillis, conditions, others);
    }

    Plan withConditions(Conditions others) {
        return new Plan(seed, nodes, operations, lengthMillis, others, faults);
    }

    Plan withOperations(int others) {
        return new Plan(seed, nodes, others, lengthMillis, conditions, faults);
    }

    /// The plan as lines to read.
    public String describe() {
        var text = new StringBuilder();
        text.append(
                "seed %d, %d nodes, %d operations a client, %d ms%n".formatted(seed, nodes, operations, lengthMillis));
        text.append(conditions).append('\n');
        faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
        return text.toString();
    }
}
