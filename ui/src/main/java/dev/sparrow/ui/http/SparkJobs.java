/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.StageId;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs, as Spark tells of them.
final class SparkJobs {
    private SparkJobs() {}

    static String status(JobView job) {
        return switch (job.status()) {
            case RUNNING -> "RUNNING";
            case DONE -> "SUCCEEDED";
            case FAILED -> "FAILED";
        };
    }

    static Map<String, Object> of(JobView job) {
        var facts = job.facts();
        var stages = job.stages();
        var ran = stages.stream().filter(job::ran).toList();
        var counts = ran.stream().map(StageView::counts).toList();
        var over = job.status() != JobView.Status.RUNNING;
        var skipped = over ? stages.stream().filter(stage -> !job.ran(stage)).toList() : List.<StageView>of();
        var shape = new LinkedHashMap<String, Object>();
        shape.put("jobId", job.id().value());
        shape.put("name", job.label());
        job.said().description().ifPresent(said -> shape.put("description", said));
        shape.put("submissionTime", SparkTime.of(facts, job.start()));
        if (over) {
            shape.put("completionTime", SparkTime.of(facts, job.end()));
        }
        shape.put("stageIds", stages.stream().map(StageView::id).map(StageId::value).toList());
        job.said().group().ifPresent(group -> shape.put("jobGroup", group));
        shape.put("jobTags", job.said().tags());
        shape.put("status", status(job));
        shape.put("numTasks", stages.stream().mapToInt(StageView::partitions).sum());
        shape.put("numActiveTasks", over ? 0 : counts.stream().mapToInt(StageView.Counts::running).sum());
        shape.put("numCompletedTasks", counts.stream().mapToInt(StageView.Counts::done).sum());
        shape.put("numSkippedTasks", skipped.stream().mapToInt(StageView::partitions).sum());
        shape.put("numFailedTasks", counts.stream().mapToInt(StageView.Counts::failed).sum());
        shape.put("numKilledTasks", counts.stream().mapToInt(StageView.Counts::cancelled).sum());
        shape.put(
                "numCompletedIndices",
                ran.stream().mapToInt(stage -> Math.min(stage.partitions(), stage.counts().done())).sum());
        shape.put("numActiveStages", over ? 0 : count(ran, StageView.Status.RUNNING));
        shape.put("numCompletedStages", count(ran, StageView.Status.DONE));
        shape.put("numSkippedStages", skipped.size());
        shape.put("numFailedStages", count(ran, StageView.Status.FAILED));
        shape.put("killedTasksSummary", Map.of());
        return shape;
    }

    private static long count(List<StageView> stages, StageView.Status status) {
        return stages.stream().filter(stage -> stage.status() == status).count();
    }
}
