/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.lineage.Action;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Faults of actions.
final class ActionMutations {
    private ActionMutations() {}

    static List<Mutation> all() {
        return List.of(
                action(
                        "take takes one too few",
                        Action.Take.class,
                        take -> new Action.Take(Math.max(0, take.limit() - 1))),
                partials("take takes partitions in reverse", Action.Take.class, List::reversed),
                action(
                        "takeOrdered takes one too few",
                        Action.TakeOrdered.class,
                        take -> new Action.TakeOrdered(Math.max(0, take.limit() - 1), take.order())),
                action(
                        "takeOrdered takes the largest",
                        Action.TakeOrdered.class,
                        take -> new Action.TakeOrdered(take.limit(), take.order().reversed())),
                action(
                        "takeOrdered turns equal elements round",
                        Action.TakeOrdered.class,
                        ActionMutations::tiesReversed),
                partials("takeOrdered forgets the last partition", Action.TakeOrdered.class, ListFaults::withoutLast),
                action(
                        "the zero of a fold comes in twice",
                        Action.Fold.class,
                        fold -> new Action.Fold(twice(fold), fold.sequence())),
                action(
                        "a fold takes its arguments in the wrong order",
                        Action.Fold.class,
                        fold -> new Action.Fold(fold.zero(), (left, right) -> fold.sequence().call(right, left))),
                partials("reduce forgets the last partition", Action.Reduce.class, ListFaults::withoutLast),
                partials("reduce takes partitions in reverse", Action.Reduce.class, List::reversed),
                action(
                        "reduce takes its arguments in the wrong order",
                        Action.Reduce.class,
                        reduce -> new Action.Reduce((left, right) -> reduce.function().call(right, left))),
                partials(
                        "count takes an empty partition for one element",
                        Action.Count.class,
                        counts -> counts.stream().<Object>map(count -> Math.max(1L, (Long) count)).toList()),
                partials("count forgets the last partition", Action.Count.class, ListFaults::withoutLast),
                partials(
                        "count stops at a hundred",
                        Action.Count.class,
                        counts -> counts.stream().<Object>map(count -> Math.min(100L, (Long) count)).toList()),
                partials(
                        "collect takes the last two partitions in the wrong order",
                        Action.Collect.class,
                        ListFaults::lastTwoSwapped),
                partials(
                        "collect loses the last element of each partition",
                        Action.Collect.class,
                        lists ->
                                lists.stream()
                                        .<Object>map(list -> ListFaults.withoutLast(ListFaults.list(list)))
                                        .toList()));
    }

    private static <A extends Action> Mutation action(String name, Class<A> kind, Function<A, Action> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.action(
                                program, action -> kind.isInstance(action) ? fault.apply(kind.cast(action)) : action));
    }

    private static Mutation partials(String name, Class<? extends Action> kind, UnaryOperator<List<Object>> fault) {
        return new Mutation.InPartials(
                name, (action, partials) -> kind.isInstance(action) ? fault.apply(partials) : partials);
    }

    private static Object twice(Action.Fold fold) {
        try {
            return fold.sequence().call(fold.zero(), fold.zero());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Action tiesReversed(Action.TakeOrdered take) {
        return new Action.EachPartition(elements -> {
            var sorted = new ArrayList<>(StepMutations.list(elements).reversed());
            sorted.sort(take.order());
            return new ArrayList<>(sorted.subList(0, Math.min(take.limit(), sorted.size())));
        });
    }
}
