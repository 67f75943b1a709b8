/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.operator.OperatorTree;
import dev.sparrow.config.Compilation;
import dev.sparrow.event.JobDescription;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Survey;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageStatus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The stages of a job as text for people: what each reads, does and writes, in the words and lines of the user.
///
/// Stages are numbered from 1 within the text; what tasks run is shown as an [OperatorTree].
public final class Explanation {
    private final StringBuilder text = new StringBuilder();
    private final Map<StageKey, Integer> numbers = new HashMap<>();
    private final Map<DatasetId, StorageStatus> persisted;

    private final Compilation compilation;

    private Explanation(List<StorageStatus> storage, Compilation compilation) {
        this.compilation = compilation;
        persisted = storage.stream().collect(Collectors.toMap(StorageStatus::dataset, Function.identity()));
    }

    /// The stages that an action on all partitions of `target` would have.
    ///
    /// @param storage what is persisted
    /// @param compilation whether tasks compile loops
    public static String of(Lineage target, List<StorageStatus> storage, Compilation compilation) {
        var request =
                new JobRequest(
                        target,
                        new Action.Collect(),
                        IntStream.range(0, target.partitions()).boxed().toList(),
                        new Label("an action", CallSite.UNKNOWN),
                        JobDescription.NONE,
                        JobSetting.NONE);
        var explanation = new Explanation(storage, compilation);
        var datasets = explanation.persisted.keySet();
        for (var part : Planner.plan(request, datasets)) {
            switch (part) {
                case StagePlan stage -> explanation.append(stage);
                case CachePlan cache -> explanation.append(cache);
            }
        }
        return explanation.text.toString();
    }

    private void append(StagePlan plan) {
        var ops = plan.ops();
        numbers.put(plan.key(), numbers.size() + 1);
        text.append("Stage ").append(numbers.size()).append(": ").append(purpose(plan));
        text.append(", ").append(plan.partitions()).append(plan.partitions() == 1 ? " task" : " tasks");
        text.append(plan.barrier() ? ", all at the same time" : "");
        plan.resources().ifPresent(each -> text.append(" with ").append(each).append(" each"));
        appendParents(ops);
        append(OperatorTree.of(new Program(ops.ops(), plan.output()), compilation));
        text.append("  ").append(output(plan.output())).append('\n');
    }

    private void append(CachePlan plan) {
        var ops = plan.ops();
        var status = persisted.get(plan.node().id());
        text.append("Dataset ").append(plan.node().id()).append(", cached: ").append(status.name());
        text.append(", ").append(status.share());
        appendParents(ops);
        append(OperatorTree.of(ops.ops(), compilation));
        text.append("  -> cached\n");
    }

    private void appendParents(StageOps ops) {
        if (!ops.parents().isEmpty()) {
            var parents =
                    ops.parents().stream()
                            .map(parent -> String.valueOf(numbers.get(parent)))
                            .collect(Collectors.joining(", "));
            text.append(", after stage ").append(parents);
        }
        text.append('\n');
    }

    private static String purpose(StagePlan plan) {
        return switch (plan.key()) {
            case StageKey.Exchange _ -> "moves data for " + plan.label();
            case StageKey.Survey _ -> "surveys data for " + plan.label();
            case StageKey.Digest _ -> "digests the survey for " + plan.label();
            case StageKey.Result _ -> "result";
        };
    }

    private void append(List<String> tree) {
        tree.forEach(line -> text.append("  ").append(line).append('\n'));
    }

    private static String output(ProgramOutput output) {
        return switch (output) {
            case ProgramOutput.ShuffleWrite write -> writing(write);
            case ProgramOutput.TakeSurvey(var survey, _) -> survey(survey);
            case ProgramOutput.Result _ -> "-> the action";
        };
    }

    private static String writing(ProgramOutput.ShuffleWrite write) {
        var exchange = write.exchange();
        var how =
                switch (exchange) {
                    case Exchange.Partition(var by) -> "placed by " + by;
                    case Exchange.Rebalance _ -> "dealt out evenly";
                    case Exchange.Combine(var by, var aggregation) ->
                            (aggregation.mapSide() ? "combined by key and " : "") + "placed by " + by;
                    case Exchange.Sort _ -> "placed by key range";
                    case Exchange.Columns(var columns, _) ->
                            columns.isEmpty() ? "brought together" : "placed by the hash of columns " + columns;
                };
        return "-> exchange " + write.shuffle() + ": " + how + ", " + exchange.partitions() + " partition(s)";
    }

    private static String survey(Survey survey) {
        return switch (survey) {
            case Survey.Counts _ -> "-> the number of elements";
            case Survey.Keys _ -> "-> a sample of the keys";
            case Survey.Bounds _ -> "-> the bounds of the partitions";
            case Survey.Rows _ -> "-> the rows to look up";
        };
    }
}
