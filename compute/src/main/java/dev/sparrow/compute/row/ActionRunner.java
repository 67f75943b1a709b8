/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.Output;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Label;

import java.util.ArrayList;
import java.util.List;

/// What an action does with the elements of one partition.
final class ActionRunner {
    private final TaskEnvironment environment;
    private final StepIterator elements;
    private final int partition;
    private final Label label;
    private final UserCode user;

    ActionRunner(TaskEnvironment environment, StepIterator elements, int partition, Label label) {
        this.environment = environment;
        this.elements = elements;
        this.partition = partition;
        this.label = label;
        this.user = new UserCode(label);
    }

    static Object run(Output.Result output, StepIterator elements, int partition, TaskEnvironment environment) {
        return new ActionRunner(environment, elements, partition, output.label()).run(output.action());
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
            case Action.EachPartition each -> user.call(each.function(), elements);
            case Action.SaveText save ->
                    TextFileWriter.write(elements, save.folder(), partition, label, environment.attempt());
        };
    }

    static Long count(StepIterator elements, int partition, Label label) {
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
        while (taken.size() < limit && elements.hasNext()) {
            taken.add(elements.next());
        }
        return taken;
    }

    private List<Object> reduce(Action.Reduce action) {
        var result = new ArrayList<>(1);
        if (!elements.hasNext()) {
            return result;
        }
        var reduced = elements.next();
        while (elements.hasNext()) {
            var element = elements.next();
            reduced = user.call(action.function(), reduced, element);
        }
        result.add(reduced);
        return result;
    }

    private Object fold(Action.Fold action) {
        var folded = Snapshot.take(action.zero(), "the zero value of " + label).copy();
        while (elements.hasNext()) {
            var element = elements.next();
            folded = user.call(action.sequence(), folded, element);
        }
        return folded;
    }

    private List<Object> takeOrdered(Action.TakeOrdered action) {
        if (action.limit() == 0) {
            return new ArrayList<>();
        }
        var order = new UserOrder(action.order(), label, environment);
        var smallest = new SmallestElements(action.limit(), order);
        while (elements.hasNext()) {
            var element = elements.next();
            smallest.offer(element);
        }
        return smallest.sorted(order);
    }

    private Object foreach(Action.Foreach action) {
        while (elements.hasNext()) {
            var element = elements.next();
            user.call(action.function(), element);
        }
        return null;
    }
}
