/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Lifts a change of one part of a program to the program.
final class Rewriting {
    private static final Label LABEL = new Label("planted fault", CallSite.UNKNOWN);

    private Rewriting() {}

    /// A change to the elements of a partition as a step.
    static Step onElements(UnaryOperator<List<Object>> change) {
        return new Step.MapPartitions(
                (_, elements) -> {
                    var all = new ArrayList<Object>();
                    elements.forEachRemaining(all::add);
                    return change.apply(all).iterator();
                },
                true);
    }

    /// Each operation, changed.
    static Program ops(Program program, UnaryOperator<Op> change) {
        return new Program(program.ops().stream().map(change).toList(), program.output());
    }

    /// Each source that tasks read themselves, changed.
    static Program sources(Program program, UnaryOperator<SourceData> change) {
        return ops(
                program,
                op -> op instanceof Op.Read(var data, var label) ? new Op.Read(change.apply(data), label) : op);
    }

    /// Each step, as the steps that take its place.
    static Program steps(Program program, Function<Op.StepCall, List<Step>> change) {
        return ops(
                program,
                op ->
                        op instanceof Op.Steps(var input, var calls)
                                ? new Op.Steps(input, calls.stream().flatMap(call -> replaced(call, change)).toList())
                                : op);
    }

    private static Stream<Op.StepCall> replaced(Op.StepCall call, Function<Op.StepCall, List<Step>> change) {
        return change.apply(call).stream().map(step -> new Op.StepCall(step, call.label(), call.dataset()));
    }

    /// A step behind each operation for which `change` is not null.
    static Program behind(Program program, Function<Op, UnaryOperator<List<Object>>> change) {
        var places = new ArrayList<Integer>();
        var ops = new ArrayList<Op>();
        for (var op : program.ops()) {
            ops.add(moved(op, places));
            var fault = change.apply(op);
            if (fault != null) {
                ops.add(
                        new Op.Steps(
                                ops.size() - 1, List.of(new Op.StepCall(onElements(fault), LABEL, new DatasetId(0)))));
            }
            places.add(ops.size() - 1);
        }
        return new Program(ops, program.output());
    }

    private static Op moved(Op op, List<Integer> places) {
        return switch (op) {
            case Op.Slices _, Op.Answers _, Op.Read _, Op.Cached _, Op.ShuffleRead _ -> op;
            case Op.Steps(var input, var calls) -> new Op.Steps(places.get(input), calls);
            case Op.Union(var inputs, var partitions) -> new Op.Union(moved(inputs, places), partitions);
            case Op.Zip(var left, var right, var label) -> new Op.Zip(places.get(left), places.get(right), label);
            case Op.ZipPartitions(var inputs, var function, var label) ->
                    new Op.ZipPartitions(moved(inputs, places), function, label);
            case Op.Cartesian(var left, var right, var partitions) ->
                    new Op.Cartesian(places.get(left), places.get(right), partitions);
            case Op.Coalesced(var input, var first, var from, var to) ->
                    new Op.Coalesced(places.get(input), first, from, to);
            case Op.Pruned(var input, var sort, var by, var lower, var upper, var label) ->
                    new Op.Pruned(places.get(input), sort, by, lower, upper, label);
            case Op.CoGrouped(var inputs, var label) -> new Op.CoGrouped(moved(inputs, places), label);
            case Op.LookedUp(var left, var right, var lookup, var label, var dataset) ->
                    new Op.LookedUp(places.get(left), right < 0 ? right : places.get(right), lookup, label, dataset);
            case Op.Joined(var left, var right, var kind, var label) ->
                    new Op.Joined(places.get(left), places.get(right), kind, label);
        };
    }

    private static List<Integer> moved(List<Integer> inputs, List<Integer> places) {
        return inputs.stream().map(places::get).toList();
    }

    /// Each exchange that the program reads, changed.
    static Program reads(Program program, UnaryOperator<Exchange> change) {
        return ops(
                program,
                op ->
                        op instanceof Op.ShuffleRead(var shuffle, var exchange, var label)
                                ? new Op.ShuffleRead(shuffle, change.apply(exchange), label)
                                : op);
    }

    /// The exchange that the program writes, changed.
    static Program writes(Program program, UnaryOperator<Exchange> change) {
        return program.output() instanceof ProgramOutput.ShuffleWrite(var shuffle, var exchange, var label, var dataset)
                ? new Program(
                        program.ops(), new ProgramOutput.ShuffleWrite(shuffle, change.apply(exchange), label, dataset))
                : program;
    }

    /// Each aggregation, in exchanges and in place, changed.
    static Program aggregations(Program program, UnaryOperator<Aggregation> change) {
        UnaryOperator<Exchange> inExchange =
                exchange ->
                        exchange instanceof Exchange.Combine(var by, var aggregation)
                                ? new Exchange.Combine(by, change.apply(aggregation))
                                : exchange;
        Function<Op.StepCall, List<Step>> inPlace =
                call ->
                        List.of(
                                call.step() instanceof Step.CombineInPlace(var aggregation)
                                        ? new Step.CombineInPlace(change.apply(aggregation))
                                        : call.step());
        return steps(reads(writes(program, inExchange), inExchange), inPlace);
    }

    /// The action, changed.
    static Program action(Program program, UnaryOperator<Action> change) {
        return program.output() instanceof ProgramOutput.Result(var action, var label)
                ? new Program(program.ops(), new ProgramOutput.Result(change.apply(action), label))
                : program;
    }
}
