/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.operator.Lowering;
import dev.sparrow.compute.run.ProgramRun;
import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.lineage.Survey;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes programs for tests. Operations are named by their index, as in a program.
public final class Plan {
    public static final DatasetId SURVEYED = new DatasetId(1_000);
    static final ShuffleId SHUFFLE = new ShuffleId(5);

    public final FakeEnvironment environment;
    private final List<Op> ops = new ArrayList<>();

    Plan(Compilation compilation) {
        environment = new FakeEnvironment(compilation);
    }

    public static Label label(String operator) {
        return new Label(operator, "Test.java:1");
    }

    int add(Op op) {
        ops.add(op);
        return ops.size() - 1;
    }

    /// One slice for each partition.
    public int slices(List<?>... slices) {
        var source = new DatasetId(ops.size());
        environment.putSlices(source, Arrays.stream(slices).map(Plan::objects).toList());
        return add(new Op.Slices(source));
    }

    private static List<Object> objects(List<?> slice) {
        return new ArrayList<>(slice);
    }

    int range(long start, long step, long count, int partitions) {
        return add(new Op.Read(new SourceData.LongRange(start, step, count, partitions), label("range")));
    }

    public int steps(int input, Step... steps) {
        return steps(input, List.of(steps));
    }

    int steps(int input, List<Step> steps) {
        return add(
                new Op.Steps(
                        input,
                        steps.stream().map(step -> new Op.StepCall(step, label(nameOf(step)), SURVEYED)).toList()));
    }

    private static String nameOf(Step step) {
        var name = step.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    int union(List<Integer> inputs, List<Integer> partitions) {
        return add(new Op.Union(inputs, partitions));
    }

    int zip(int left, int right) {
        return add(new Op.Zip(left, right, label("zip")));
    }

    public int shuffleRead(Exchange exchange) {
        return add(new Op.ShuffleRead(SHUFFLE, exchange, label("shuffle")));
    }

    Object run(ProgramOutput output, int partition) {
        return ProgramRun.run(new Program(List.copyOf(ops), output), partition, environment);
    }

    Object act(Action action, int partition) {
        return run(new ProgramOutput.Result(action, label("action")), partition);
    }

    public Object act(Action action) {
        return act(action, 0);
    }

    @SuppressWarnings("unchecked")
    public // what Collect promises
    List<Object> collect(int partition) {
        return (List<Object>) act(new Action.Collect(), partition);
    }

    public List<Object> collect() {
        return collect(0);
    }

    long count() {
        return (long) act(new Action.Count());
    }

    /// The elements of the last operation, on their way to an output.
    PartitionElements elements(int partition) {
        return Lowering.lower(List.copyOf(ops), environment.compilation(), 0)
                .open(partition, new Evaluation(environment));
    }

    public Object survey(Survey survey, int partition) {
        return run(new ProgramOutput.TakeSurvey(survey, label("survey")), partition);
    }

    /// Writes one map partition and returns its blocks.
    public List<List<Object>> write(Exchange exchange, int partition) {
        run(new ProgramOutput.ShuffleWrite(SHUFFLE, exchange, label("exchange"), SURVEYED), partition);
        return environment.blocks(SHUFFLE).getLast().partitions();
    }
}
