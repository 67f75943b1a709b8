/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.sort.SmallestElements;
import dev.sparrow.compute.sort.UserOrder;
import dev.sparrow.compute.text.CheckpointFile;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.ElementSize;

import java.util.ArrayList;
import java.util.List;

/// The run of an action over the elements of one partition.
final class ActionRunner {
    private static final int COUNTED_TOGETHER = 1_024;
    private static final int UNKNOWN_BYTES = 64;

    private final TaskEnvironment environment;
    private final PartitionElements elements;
    private final int partition;
    private final Label label;
    private final UserCode user;

    ActionRunner(TaskEnvironment environment, PartitionElements elements, int partition, Label label) {
        this.environment = environment;
        this.elements = elements;
        this.partition = partition;
        this.label = label;
        this.user = new UserCode(label);
    }

    static Object run(
            ProgramOutput.Result output, PartitionElements elements, int partition, TaskEnvironment environment) {
        var result = new ActionRunner(environment, elements, partition, output.label()).run(output.action());
        environment.counters().resultBytes = bytes(result);
        return result;
    }

    /// About as many as a result takes, whose elements are taken to be like the last.
    private static long bytes(Object result) {
        return result instanceof List<?> list && !list.isEmpty() ? list.size() * size(list.getLast()) : size(result);
    }

    /// The partial result that [Action] names.
    private Object run(Action action) {
        return switch (action) {
            case Action.Collect _ -> take(Integer.MAX_VALUE);
            case Action.Count _ -> count(elements, partition, label);
            case Action.Reduce reduce -> reduce(reduce);
            case Action.Fold fold -> fold(fold);
            case Action.Take take -> take(take.limit());
            case Action.TakeOrdered ordered -> takeOrdered(ordered);
            case Action.Foreach each -> foreach(each);
            case Action.EachPartition each -> eachPartition(each);
            case Action.Save save -> written(save);
            case Action.SaveCheckpoint(var folder) -> written(new Action.Save(CheckpointFile.sink(partition), folder));
        };
    }

    private Object eachPartition(Action.EachPartition each) {
        var taken = elements.iterator();
        return user.callTaking(each.function(), taken, List.of(taken));
    }

    private String written(Action.Save save) {
        return new PartWriter(PartFile.Disk.LOCAL, label, environment.counters())
                .write(elements.iterator(), save, partition, environment.attempt());
    }

    static Long count(PartitionElements elements, int partition, Label label) {
        try {
            return elements.count();
        } catch (ArithmeticException e) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    label
                            + " cannot count partition "
                            + partition
                            + ": it has more than "
                            + Long.MAX_VALUE
                            + " elements, which is all a long can hold.",
                    e);
        }
    }

    /// Asks for no element beyond the last that it takes.
    private List<Object> take(int limit) {
        var taken = new ArrayList<>();
        if (limit > 0) {
            elements.into(element -> {
                taken.add(element);
                if (taken.size() % COUNTED_TOGETHER == 0) {
                    count(taken);
                }
                return taken.size() < limit;
            });
        }
        return taken;
    }

    /// Counts what was taken last, all of it to be like the last one.
    private void count(List<Object> taken) {
        if (!environment.result().grow(COUNTED_TOGETHER * size(taken.getLast()))) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    label
                            + " brings too much to the driver: "
                            + taken.size()
                            + " elements of partition "
                            + partition
                            + " so far, about "
                            + (environment.result().bytes() >> 20)
                            + " MiB, and the heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB is nearly full. Bring less (filter, take, an aggregation), write it to files"
                            + " (saveAsTextFile and others), go through it with toLocalIterator, which holds one"
                            + " partition at a time, or use a larger heap (-Xmx in SPARROW_JAVA_OPTS).");
        }
    }

    /// Collections of a user's class may refuse to be looked at, which is no reason to fail.
    private static long size(Object element) {
        try {
            return ElementSize.of(element);
        } catch (RuntimeException | StackOverflowError e) {
            return UNKNOWN_BYTES;
        }
    }

    private List<Object> reduce(Action.Reduce action) {
        var result = new ArrayList<>(1);
        var reduced = elements.fold(PartitionElements.Folded.NOTHING, action.function(), label);
        if (reduced.started()) {
            result.add(reduced.value());
        }
        return result;
    }

    private Object fold(Action.Fold action) {
        var zero = Snapshot.take(action.zero(), "the zero value of " + label).copy();
        return elements.fold(PartitionElements.Folded.of(zero), action.sequence(), label).value();
    }

    private List<Object> takeOrdered(Action.TakeOrdered action) {
        if (action.limit() == 0) {
            return new ArrayList<>();
        }
        var order = new UserOrder(action.order(), label, environment);
        var smallest = new SmallestElements(action.limit(), order);
        elements.into(element -> {
            smallest.offer(element);
            return true;
        });
        return smallest.sorted(order);
    }

    private Object foreach(Action.Foreach action) {
        elements.each(action.function(), label);
        return null;
    }
}
