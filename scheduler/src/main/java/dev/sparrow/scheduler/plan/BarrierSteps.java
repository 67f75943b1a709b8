/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.spi.JobRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The places where tasks of a job wait for each other. Refuses lineage by which they would not all run at the same
/// time.
///
/// A persisted dataset makes no difference: what is cached of it may be gone, and then it is computed within the stage
/// that reads it.
final class BarrierSteps {

    /// For each node that a barrier step precedes in the same stage, or that is one: the step.
    private final Map<Lineage, Lineage> steps = new HashMap<>();

    private BarrierSteps() {}

    /// @param nodes what the job is made of, parents first
    static BarrierSteps in(JobRequest request, List<Lineage> nodes) {
        var barriers = new BarrierSteps();
        for (var node : nodes) {
            barriers.add(node);
        }
        barriers.requireAllPartitions(request);
        return barriers;
    }

    private void add(Lineage node) {
        for (var parent : node.withinStage()) {
            if (steps.containsKey(parent)) {
                steps.put(node, steps.get(parent));
                requireOneToOne(node);
                break;
            }
        }
        if (node.operation() instanceof Operation.Narrow(Step.MapPartitions step) && step.barrier()) {
            steps.put(node, node);
        }
    }

    /// Whether a barrier step is in the stage that makes the data of `node`.
    boolean precede(Lineage node) {
        return steps.containsKey(node);
    }

    private void requireOneToOne(Lineage node) {
        if (!keepsPartitionsApart(node.operation())) {
            throw SparrowException.invalidArgument(
                    node.header().label()
                            + " cannot be in one stage with "
                            + steps.get(node).header().label()
                            + ": the tasks of a barrier stage make one partition each and run all at the same time. Put"
                            + " an exchange between the two, such as repartition.");
        }
    }

    private static boolean keepsPartitionsApart(Operation operation) {
        return switch (operation) {
            case Operation.Narrow _,
                    Operation.Pruned _, // no barrier is between it and its sort
                    Operation.Zip _,
                    Operation.ZipPartitions _,
                    Operation.CoGrouped _,
                    Operation.Joined _,
                    Operation.LookedUp _ ->
                    true;
            case Operation.Union _, Operation.Cartesian _, Operation.Coalesced _ -> false;
            case Operation.Source _, Operation.Shuffled _ -> true; // nothing is before them in their stage
        };
    }

    private void requireAllPartitions(JobRequest request) {
        var step = steps.get(request.target());
        var wanted = request.partitions().size();
        var all = request.target().partitions();
        if (step != null && wanted < all) {
            throw SparrowException.invalidArgument(
                    request.label()
                            + " asks for "
                            + wanted
                            + " of "
                            + all
                            + " partitions, and the tasks of the barrier stage of "
                            + step.header().label()
                            + " run all or none. Use an action on all partitions, such as collect, or put an exchange"
                            + " before it, such as repartition.");
        }
    }
}
