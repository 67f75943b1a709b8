/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.export;

import dev.sparrow.ui.log.JsonLine;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.StageId;

import java.util.Map;

/// A stage in Spark's event log.
final class SparkStageInfo {
    private SparkStageInfo() {}

    /// Writes it as an element of a job's plan.
    ///
    /// @param ids the ids that stages have in this job
    static void write(JsonLine line, StageView stage, Map<StageId, Integer> ids, int run) {
        line.open();
        var tasks = stage.hasRun() ? stage.runs().get(run).tasks() : stage.partitions();
        members(line, stage, ids.get(stage.id()), run, tasks);
        line.name("Parent IDs").openArray();
        stage.parents().stream().filter(ids::containsKey).forEach(parent -> line.value(ids.get(parent)));
        line.closeArray().close();
    }

    /// Writes what is said of it wherever it occurs.
    static void members(JsonLine line, StageView stage, int run, int tasks) {
        members(line, stage, stage.id().value(), run, tasks);
        line.name("Parent IDs").openArray();
        stage.parents().forEach(parent -> line.value(parent.value()));
        line.closeArray();
    }

    private static void members(JsonLine line, StageView stage, int id, int run, int tasks) {
        line.put("Stage ID", id).put("Stage Attempt ID", run).put("Stage Name", stage.name());
        line.put("Number of Tasks", tasks).name("RDD Info").openArray();
        for (var dataset : stage.datasets().reversed()) {
            line.open().put("RDD ID", dataset.dataset().value()).put("Name", dataset.operator());
            line.put("Callsite", dataset.operator() + " at " + dataset.line()).name("Parent IDs").openArray();
            dataset.parents().forEach(parent -> line.value(parent.value()));
            line.closeArray()
                    .name("Storage Level")
                    .open()
                    .put("Use Disk", false)
                    .put("Use Memory", dataset.persisted());
            line.put("Use Off Heap", false).put("Deserialized", false).put("Replication", 1).close();
            line.put("Barrier", false).put("DeterministicLevel", "DETERMINATE");
            line.put("Number of Partitions", dataset.partitions()).put("Number of Cached Partitions", 0);
            line.put("Memory Size", 0).put("Disk Size", 0).close();
        }
        line.closeArray().put("Details", stage.name()).name("Accumulables").openArray().closeArray();
        line.put("Resource Profile Id", 0);
    }
}
