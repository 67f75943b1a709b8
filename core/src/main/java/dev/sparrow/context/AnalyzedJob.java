/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.event.StageOutline;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A job as `explainAnalyze` tells of it: its stages with what they did; those that cost next to nothing are folded.
final class AnalyzedJob {
    private static final double CHEAP = 0.02;
    private static final double SKEWED = 2;
    private static final int STEPS_MAX = 8;

    private final JobId id;
    private final String label;
    private final List<StageOutline> plan;
    private Duration took;
    private boolean succeeded;

    AnalyzedJob(JobId id, String label, List<StageOutline> plan) {
        this.id = id;
        this.label = label;
        this.plan = plan;
    }

    void end(Duration time, boolean well) {
        took = time;
        succeeded = well;
    }

    boolean hasEnded() {
        return took != null;
    }

    /// Whether the result of the job was made of this dataset at last.
    boolean isOver(DatasetId dataset) {
        var datasets = plan.getLast().datasets();
        return !datasets.isEmpty() && datasets.getLast().dataset().equals(dataset);
    }

    String text(Map<StageId, StageFigures> stages) {
        var ran =
                plan.stream()
                        .filter(stage -> stages.containsKey(stage.stage()) && stages.get(stage.stage()).hasRun())
                        .toList();
        var work = ran.stream().mapToLong(stage -> stages.get(stage.stage()).workNanos()).sum();
        var text = new StringBuilder();
        text.append("Job ").append(id).append(": ").append(label).append(succeeded ? ", " : ", failed after ");
        text.append(seconds(took.toNanos())).append(", ").append(seconds(work)).append(" of work in ");
        text.append(ran.size()).append(ran.size() == 1 ? " stage\n" : " stages\n");
        var cheap = new ArrayList<String>();
        for (var stage : ran) {
            var figures = stages.get(stage.stage());
            if (figures.workNanos() < CHEAP * work && ran.size() > 1) {
                cheap.add(stage.stage().toString());
            } else {
                append(text, stage, figures, work);
            }
        }
        if (!cheap.isEmpty()) {
            text.append(cheap.size() == 1 ? "Stage " : "Stages ").append(String.join(", ", cheap));
            text.append(": less than 2 % of the work").append(cheap.size() == 1 ? "\n" : " each\n");
        }
        var skipped = plan.size() - ran.size();
        if (skipped > 0) {
            text.append(skipped).append(skipped == 1 ? " stage" : " stages").append(" did not run\n");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, StageOutline stage, StageFigures figures, long work) {
        text.append("Stage ").append(stage.stage()).append(": ").append(stage.name());
        text.append(String.format(Locale.ROOT, ", %,d %s, ", figures.tasks(), figures.tasks() == 1 ? "task" : "tasks"));
        text.append(seconds(figures.took().toNanos())).append(", ").append(seconds(figures.workNanos()));
        text.append(String.format(Locale.ROOT, " of work (%.0f %%)", 100.0 * figures.workNanos() / Math.max(1, work)));
        text.append(figures.runs() > 1 ? ", in " + figures.runs() + " runs" : "").append('\n');
        steps(text, stage);
        text.append(
                String.format(Locale.ROOT, "  read %,d records, %s", figures.recordsIn(), bytes(figures.bytesIn())));
        text.append(
                String.format(
                        Locale.ROOT, "; wrote %,d records, %s\n", figures.recordsOut(), bytes(figures.bytesOut())));
        if (figures.skew() >= SKEWED) {
            text.append(
                    String.format(
                            Locale.ROOT, "  the longest task ran %.1f times as long as the median\n", figures.skew()));
        }
        if (figures.spilledBytes() > 0) {
            text.append("  ").append(bytes(figures.spilledBytes())).append(" had no room in memory");
            figures.spilled()
                    .forEach((operator, bytes) ->
                            text.append(", ").append(bytes(bytes)).append(" in ").append(operator));
            text.append('\n');
        }
        if (figures.gcNanos() > figures.workNanos() / 20) {
            text.append("  ").append(seconds(figures.gcNanos())).append(" of it garbage collection\n");
        }
    }

    /// In the order in which they run; several of one call, as joins have, are one.
    private static void steps(StringBuilder text, StageOutline stage) {
        var steps = new ArrayList<String>();
        for (var dataset : stage.datasets()) {
            var step = dataset.operator() + " at " + dataset.line() + (dataset.persisted() ? " (cached)" : "");
            if (steps.isEmpty() || !steps.getLast().equals(step)) {
                steps.add(step);
            }
        }
        var shown = Math.max(0, steps.size() - STEPS_MAX);
        if (shown > 0) {
            text.append("  · … ").append(shown).append(" more\n");
        }
        steps.subList(shown, steps.size()).forEach(step -> text.append("  · ").append(step).append('\n'));
    }

    private static String seconds(long nanos) {
        return nanos < 1_000_000_000L
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    private static String bytes(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
