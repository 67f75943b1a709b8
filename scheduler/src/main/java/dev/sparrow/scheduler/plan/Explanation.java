/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.Output;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.row.LoopPlan;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Survey;
import dev.sparrow.scheduler.plan.Draft.StageKey;
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
/// Stages are numbered from 1 within the text; long chains of steps are cut short.
public final class Explanation {
    private static final int STEPS_SHOWN_MAX = 12;

    private final StringBuilder text = new StringBuilder();
    private final Map<StageKey, Integer> numbers = new HashMap<>();
    private final Map<DatasetId, StorageStatus> persisted;

    private Explanation(List<StorageStatus> storage) {
        persisted = storage.stream().collect(Collectors.toMap(StorageStatus::dataset, Function.identity()));
    }

    /// The stages that an action on all partitions of `target` would have.
    ///
    /// @param storage what is persisted
    public static String of(Lineage target, List<StorageStatus> storage) {
        var request =
                new JobRequest(
                        target,
                        new Action.Collect(),
                        IntStream.range(0, target.partitions()).boxed().toList(),
                        new Label("an action", CallSite.UNKNOWN),
                        JobSetting.NONE);
        var explanation = new Explanation(storage);
        var datasets = explanation.persisted.keySet();
        for (var cut : Planner.plan(request, datasets)) {
            switch (cut) {
                case Planner.Cut.Stage stage -> explanation.append(stage.draft(datasets));
                case Planner.Cut.Cache cache -> explanation.append(cache, cache.piece(datasets));
            }
        }
        return explanation.text.toString();
    }

    private void append(Draft draft) {
        numbers.put(draft.key(), numbers.size() + 1);
        text.append("Stage ").append(numbers.size()).append(": ").append(purpose(draft));
        text.append(", ").append(draft.partitions()).append(draft.partitions() == 1 ? " task" : " tasks");
        text.append(draft.barrier() ? ", all at the same time" : "");
        draft.resources().ifPresent(each -> text.append(" with ").append(each).append(" each"));
        append(draft.piece());
        var program = new Program(draft.piece().ops(), draft.output());
        LoopPlan.of(program).forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("  ").append(output(draft.output())).append('\n');
    }

    private void append(Planner.Cut.Cache cut, Piece piece) {
        var status = persisted.get(cut.node().id());
        text.append("Dataset ").append(cut.node().id()).append(", kept: ").append(status.name());
        text.append(", ").append(status.share());
        append(piece);
        text.append("  -> kept\n");
    }

    private void append(Piece piece) {
        if (!piece.parents().isEmpty()) {
            var parents =
                    piece.parents().stream()
                            .map(parent -> String.valueOf(numbers.get(parent)))
                            .collect(Collectors.joining(", "));
            text.append(", after stage ").append(parents);
        }
        text.append('\n');
        var ops = piece.ops();
        for (var i = 0; i < ops.size(); i++) {
            appendOp(i, ops.get(i));
        }
    }

    private static String purpose(Draft draft) {
        return switch (draft.key()) {
            case StageKey.Exchange _ -> "moves data for " + draft.label();
            case StageKey.Survey _ -> "surveys data for " + draft.label();
            case StageKey.Result _ -> "result";
        };
    }

    private void appendOp(int place, Op op) {
        switch (op) {
            case Op.Slices(var dataset) -> line(place, "slices of dataset " + dataset);
            case Op.Read(var data, var label) -> line(place, label + ": " + source(data));
            case Op.Steps(var input, var calls) -> appendSteps(place, input, calls);
            case Op.Union(var inputs, _) -> line(place, "union of " + names(inputs));
            case Op.Zip(var left, var right, var label) -> line(place, label + " of " + names(List.of(left, right)));
            case Op.ZipPartitions(var inputs, _, var label) -> line(place, label + " of " + names(inputs));
            case Op.Cartesian(var left, var right, _) -> line(place, "cartesian of " + names(List.of(left, right)));
            case Op.Coalesced(var input, var first, var count, var to) when first == 0 && count > to ->
                    line(place, "coalesce " + name(input) + " from " + count + " to " + to + " partitions");
            case Op.Coalesced(var input, var first, var count, _) ->
                    line(place, "partitions " + first + " to " + (first + count - 1) + " of " + name(input));
            case Op.CoGrouped(var inputs, var label) -> line(place, label + ": cogroup of " + names(inputs));
            case Op.Cached(var dataset, var label) -> line(place, label + ": dataset " + dataset + ", kept");
            case Op.Joined(var left, var right, var kind, var label) ->
                    line(place, label + ": " + kind + " of " + name(left) + " with " + name(right) + " in a table");
            case Op.ShuffleRead(var shuffle, var exchange, var label) ->
                    line(place, label + ": " + reading(exchange) + " exchange " + shuffle);
        }
    }

    private void appendSteps(int place, int input, List<Op.StepCall> calls) {
        line(place, calls.size() == 1 ? "1 step over " + name(input) : calls.size() + " steps over " + name(input));
        for (var call : calls.subList(0, Math.min(calls.size(), STEPS_SHOWN_MAX))) {
            text.append("       ").append(call.label()).append('\n');
        }
        if (calls.size() > STEPS_SHOWN_MAX) {
            text.append("       … and ").append(calls.size() - STEPS_SHOWN_MAX).append(" more\n");
        }
    }

    private void line(int place, String what) {
        text.append("  ").append(name(place)).append(" = ").append(what).append('\n');
    }

    private static String name(int place) {
        return "#" + place;
    }

    private static String names(List<Integer> places) {
        var all = places.stream().limit(STEPS_SHOWN_MAX).map(Explanation::name).collect(Collectors.joining(", "));
        return places.size() > STEPS_SHOWN_MAX ? all + ", …" : all;
    }

    private static String source(SourceData data) {
        return switch (data) {
            case SourceData.Slices slices -> slices.partitions() + " slices";
            case SourceData.LongRange range -> range.count() + " numbers from " + range.start() + " by " + range.step();
            case SourceData.Text lines ->
                    "lines of "
                            + lines.splits().stream().map(split -> split.path()).distinct().count()
                            + " file(s) in "
                            + lines.splits().size()
                            + " split(s)";
            case SourceData.Checkpoint written ->
                    "checkpoint of " + written.partitions() + " partition(s) in " + written.folder();
            case SourceData.WholeText files -> files.files().stream().mapToInt(List::size).sum() + " whole file(s)";
            case SourceData.Format(var source) -> source.describe();
        };
    }

    private static String reading(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Partition _, Exchange.Rebalance _ -> "read";
            case Exchange.Combine _ -> "combine by key from";
            case Exchange.Sort _ -> "sort by key from";
        };
    }

    private static String output(Output output) {
        return switch (output) {
            case Output.ShuffleWrite write -> writing(write);
            case Output.TakeSurvey(var survey, _) -> survey(survey);
            case Output.Result _ -> "-> the action";
        };
    }

    private static String writing(Output.ShuffleWrite write) {
        var exchange = write.exchange();
        var how =
                switch (exchange) {
                    case Exchange.Partition(var by) -> "placed by " + by;
                    case Exchange.Rebalance _ -> "dealt out evenly";
                    case Exchange.Combine(var by, var aggregation) ->
                            (aggregation.mapSide() ? "combined by key and " : "") + "placed by " + by;
                    case Exchange.Sort _ -> "placed by key range";
                };
        return "-> exchange " + write.shuffle() + ": " + how + ", " + exchange.partitions() + " partition(s)";
    }

    private static String survey(Survey survey) {
        return switch (survey) {
            case Survey.Counts _ -> "-> the number of elements";
            case Survey.Keys _ -> "-> a sample of the keys";
        };
    }
}
