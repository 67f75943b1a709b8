/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.TaskResources;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.ResourceProfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The resources of a stage's tasks: those that the program asks for any dataset that they compute, or would compute if
/// cached partitions were lost.
///
/// Two that differ are an error, as they are in Spark unless a setting merges them: the greatest of all amounts may be
/// what nobody meant, and what executors do not have.
final class StageResources {
    private final Label action;
    private final Map<Lineage, TaskResources> asked = new HashMap<>();

    private StageResources(Label action) {
        this.action = action;
    }

    /// @param nodes what the job is made of, parents first
    static StageResources in(JobRequest request, List<Lineage> nodes) {
        var resources = new StageResources(request.label());
        for (var node : nodes) {
            resources.add(node);
        }
        return resources;
    }

    private void add(Lineage node) {
        if (!asked.isEmpty()) {
            node.withinStage().forEach(parent -> agree(node, Optional.ofNullable(asked.get(parent))));
        }
        agree(node, node.taskResources());
    }

    private void agree(Lineage node, Optional<TaskResources> said) {
        var before = asked.get(node);
        if (said.isPresent() && before == null) {
            asked.put(node, said.get());
        } else if (said.isPresent() && !said.get().profile().equals(before.profile())) {
            throw SparrowException.invalidArgument(
                    action
                            + " cannot run: the same tasks would be given "
                            + before
                            + " and "
                            + said.get()
                            + ", since both datasets are computed in the stage of "
                            + node.header().label()
                            + ". Give both the same profile, or move data between them, as repartition does.");
        }
    }

    /// Of the stage that ends with a node.
    Optional<ResourceProfile> of(Lineage root) {
        return Optional.ofNullable(asked.get(root)).map(TaskResources::profile);
    }
}
