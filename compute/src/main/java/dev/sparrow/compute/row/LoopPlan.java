/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.Output;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.lineage.Survey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/// Says for people what [Fusion] makes of a program: which steps a compiled loop has, and why it begins where it does.
public final class LoopPlan {

    /// More loops, and more steps of one, are not shown.
    private static final int SHOWN_MAX = 12;

    /// An operation whose elements go through steps.
    private record Chain(int op, Collection<Op.StepCall> calls) {}

    private final Program program;
    private final List<String> lines = new ArrayList<>();
    private final Deque<Chain> open = new ArrayDeque<>();

    private LoopPlan(Program program) {
        this.program = program;
    }

    /// A line for each loop, and one for what is before it in row mode.
    public static List<String> of(Program program) {
        var plan = new LoopPlan(program);
        plan.open.push(new Chain(program.ops().size() - 1, List.of()));
        while (!plan.open.isEmpty() && plan.lines.size() < SHOWN_MAX) {
            plan.describe(plan.open.pop());
        }
        if (!plan.open.isEmpty()) {
            plan.lines.add("…");
        }
        return plan.lines;
    }

    private void describe(Chain chain) {
        switch (program.ops().get(chain.op())) {
            case Op.Steps steps -> describe(steps, new ArrayDeque<>(chain.calls()));
            case Op.Union union ->
                    union.inputs().reversed().forEach(input -> open.push(new Chain(input, chain.calls())));
            case Op.Coalesced coalesced -> open.push(new Chain(coalesced.input(), chain.calls()));
            case Op.Slices _ -> loop("list", chain.calls());
            case Op.Read(SourceData.LongRange _, _) -> loop("range", chain.calls());
            case Op.Read(SourceData.Text _, _) -> loop("lines", chain.calls());
            case Op.Read(SourceData.Checkpoint _, _) -> loop("checkpoint", chain.calls());
            case Op.Read(SourceData.WholeText _, _) -> loop("files", chain.calls());
            case Op.Read(SourceData.Format _, var label) -> loop(label.operator(), chain.calls());
            case Op.Read(SourceData.Slices _, _) -> loop("list", chain.calls());
            case Op.Zip _ -> loop("zip, row by row", chain.calls());
            case Op.ZipPartitions _ -> loop("zipPartitions, row by row", chain.calls());
            case Op.Cartesian _ -> loop("cartesian, row by row", chain.calls());
            case Op.CoGrouped(_, var label) -> loop(label.operator(), chain.calls());
            case Op.Cached(_, var label) -> loop(label.operator() + ", kept", chain.calls());
            case Op.Joined(_, _, _, var label) -> loop(label.operator(), chain.calls());
            case Op.ShuffleRead(_, var exchange, var label) -> loop(read(exchange, label.operator()), chain.calls());
        }
    }

    private static String read(Exchange exchange, String operator) {
        return switch (exchange) {
            case Exchange.Partition _, Exchange.Rebalance _ -> operator + ", windows";
            case Exchange.Combine _, Exchange.Sort _ -> operator;
        };
    }

    private void describe(Op.Steps steps, ArrayDeque<Op.StepCall> calls) {
        var left = Fusion.addFusing(steps.calls(), calls);
        if (left == 0) {
            open.push(new Chain(steps.input(), calls));
            return;
        }
        if (!calls.isEmpty()) {
            loop("rows", calls);
        }
        var call = steps.calls().get(left - 1);
        lines.add("row mode: " + call.label() + " " + why(call.step()));
    }

    private static String why(Step step) {
        return switch (step) {
            case Step.MapPartitions _ -> "is opaque: it takes the elements of a partition itself";
            case Step.Glom _ -> "makes a list of a partition";
            case Step.Sample _ -> "draws its elements one by one";
            case Step.ZipWithIndex _ -> "numbers its elements one by one";
            case Step.SortByKey _ -> "sorts a partition";
            case Step.CombineInPlace _ -> "gathers a partition in a table";
            case Step.Map _,
                    Step.MapToDouble _,
                    Step.Filter _,
                    Step.FlatMap _,
                    Step.KeyBy _,
                    Step.MapValues _,
                    Step.FlatMapValues _ ->
                    "and what is before it: a loop has at most " + Pipeline.STEPS_MAX + " steps";
        };
    }

    private void loop(String source, Collection<Op.StepCall> calls) {
        var line = new StringBuilder("loop: ").append(source);
        calls.stream().limit(SHOWN_MAX).forEach(call -> line.append(" → ").append(call.label().operator()));
        if (calls.size() > SHOWN_MAX) {
            line.append(" → … ").append(calls.size() - SHOWN_MAX).append(" more");
        }
        lines.add(line.append(" → ").append(end()).toString());
    }

    private String end() {
        return switch (program.output()) {
            case Output.ShuffleWrite _ -> "windows";
            case Output.TakeSurvey(Survey.Counts _, _) -> "count";
            case Output.TakeSurvey(Survey.Keys _, _) -> "sample";
            case Output.Result _ -> "the action";
        };
    }
}
