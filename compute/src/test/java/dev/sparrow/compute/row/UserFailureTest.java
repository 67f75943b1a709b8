/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

class UserFailureTest extends PlanTest {
    private final Plan plan = newPlan();

    private static void fails(Executable executable, String label, Class<? extends Throwable> cause) {
        assertThatThrownBy(executable::execute)
                .isInstanceOfSatisfying(
                        UserFailure.class,
                        failure -> {
                            assertThat(failure.label().operator()).isEqualTo(label);
                            assertThat(failure.getCause()).isInstanceOf(cause);
                            assertThat(failure)
                                    .hasMessageStartingWith(label + " at Test.java:1 threw " + cause.getName());
                        });
    }

    private static Object explode(Object value) throws IOException {
        throw new IOException("on " + value);
    }

    @Test
    void everyStep_isNamedWhenItsFunctionThrows() {
        var pair = Tuple2.of("k", 1);
        for (var step :
                List.of(
                        new Step.Map(UserFailureTest::explode),
                        new Step.MapToDouble(value -> (double) explode(value)),
                        new Step.Filter(value -> explode(value) == null),
                        new Step.FlatMap(value -> List.of(explode(value)).iterator()),
                        new Step.KeyBy(UserFailureTest::explode),
                        new Step.MapValues(UserFailureTest::explode),
                        new Step.FlatMapValues(value -> List.of(explode(value)).iterator()),
                        new Step.MapPartitions((_, elements) -> List.of(explode(elements)).iterator(), false),
                        new Step.CombineInPlace(new Aggregation.Combine(UserFailureTest::explode, null, null, true)))) {
            var each = newPlan();
            each.steps(each.slices(List.of(pair)), new Step.Map(value -> value), step, new Step.Map(value -> value));
            var name = step.getClass().getSimpleName();
            fails(each::collect, Character.toLowerCase(name.charAt(0)) + name.substring(1), IOException.class);
        }
    }

    @Test
    void everyAction_isNamedWhenItsFunctionThrows() {
        plan.slices(List.of(1, 2));
        for (var action :
                List.of(
                        new Action.Reduce((x, _) -> explode(x)),
                        new Action.Fold(0, (x, _) -> explode(x)),
                        new Action.TakeOrdered(1, (_, _) -> Integer.parseInt("x")),
                        new Action.Foreach(UserFailureTest::explode),
                        new Action.EachPartition(UserFailureTest::explode))) {
            fails(
                    () -> plan.act(action),
                    "action",
                    action instanceof Action.TakeOrdered ? NumberFormatException.class : IOException.class);
        }
    }

    @Test
    void iteratorsOfTheUsers_areNamedWhenTheyThrow() {
        Iterator<Object> hasNextThrows = new Lazy(true);
        Iterator<Object> nextThrows = new Lazy(false);
        var numbers = plan.slices(List.of(1));
        var map = new Step.Map(value -> value);

        plan.steps(numbers, new Step.FlatMap(_ -> hasNextThrows), map);
        fails(plan::collect, "flatMap", IllegalStateException.class);
        plan.steps(numbers, new Step.FlatMap(_ -> nextThrows), map);
        fails(plan::collect, "flatMap", IllegalStateException.class);
        plan.steps(numbers, new Step.MapPartitions((_, _) -> nextThrows, false), map);
        fails(plan::collect, "mapPartitions", IllegalStateException.class);
        plan.steps(
                plan.slices(List.of(Tuple2.of(1, 1))),
                new Step.FlatMapValues(_ -> nextThrows),
                new Step.Map(value -> value));
        fails(plan::collect, "flatMapValues", IllegalStateException.class);
    }

    private record Lazy(boolean hasNextThrows) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            if (hasNextThrows) {
                throw new IllegalStateException("hasNext");
            }
            return true;
        }

        @Override
        public Object next() {
            throw new IllegalStateException("next");
        }
    }

    @Test
    void theInnermostStep_isNamed_alsoIfOuterCodeWrapsItsFailure() {
        var wraps =
                new Step.MapPartitions(
                        (_, elements) -> {
                            try {
                                var all = new ArrayList<>();
                                elements.forEachRemaining(all::add);
                                return all.iterator();
                            } catch (RuntimeException e) {
                                throw new IllegalStateException("wrapped by the user", e);
                            }
                        },
                        false);
        plan.steps(plan.slices(List.of(1)), new Step.Map(UserFailureTest::explode), wraps);

        fails(plan::collect, "map", IOException.class);
        fails(() -> plan.act(new Action.EachPartition(elements -> elements.next())), "map", IOException.class);
    }

    /// As a scheduler's own exception for lost blocks.
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void lostBlocks_passThroughUserCodeAsTheyAre_whateverItDoesWithThem() {
        var exchange = new Exchange.Rebalance(1);
        plan.slices(List.of(1, 2));
        plan.write(exchange, 0);
        var lost = new Lost();
        plan.environment.loseBlocks(lost);
        var shuffled = plan.shuffleRead(exchange);
        assertThatThrownBy(plan::collect).isSameAs(lost);
        assertThatThrownBy(() -> plan.act(new Action.EachPartition(elements -> all(elements).size()))).isSameAs(lost);

        plan.steps(shuffled, new Step.MapPartitions((_, elements) -> all(elements).iterator(), false));
        assertThatThrownBy(plan::collect).isSameAs(lost);

        plan.steps(shuffled, new Step.MapPartitions((_, elements) -> asFarAsPossible(elements), false));
        assertThatThrownBy(plan::collect).isSameAs(lost);
        assertThatThrownBy(() -> plan.write(exchange, 0)).isSameAs(lost);
        assertThat(plan.environment.blocks(Plan.SHUFFLE)).hasSize(1);
    }

    private static List<Object> all(Iterator<Object> elements) {
        var all = new ArrayList<>();
        elements.forEachRemaining(all::add);
        return all;
    }

    private static Iterator<Object> asFarAsPossible(Iterator<Object> elements) {
        var some = new ArrayList<>();
        try {
            elements.forEachRemaining(some::add);
        } catch (RuntimeException e) {
            some.add("and so on");
        }
        return some.iterator();
    }

    @Test
    void keysThatThrow_areTheUsersFailure() {
        plan.slices(List.of(Tuple2.of(new BadKey(), 1)));
        var byKey = new HashPartitioner(2);

        fails(() -> plan.write(new Exchange.Partition(byKey), 0), "exchange", ArithmeticException.class);
        fails(
                () -> plan.write(new Exchange.Combine(byKey, new Aggregation.Reduce((x, _) -> x)), 0),
                "exchange",
                ArithmeticException.class);
        plan.write(new Exchange.Partition(new ToZero()), 0);
        plan.shuffleRead(new Exchange.Combine(byKey, new Aggregation.Group()));
        fails(plan::collect, "shuffle", ArithmeticException.class);
        plan.add(new Op.CoGrouped(List.of(0), Plan.label("cogroup")));
        fails(plan::collect, "cogroup", ArithmeticException.class);
        var good = plan.slices(List.of(Tuple2.of(List.of(), 1)));
        plan.add(new Op.Joined(good, 0, JoinKind.INNER, Plan.label("join")));
        fails(plan::collect, "join", ArithmeticException.class);
        plan.add(new Op.Joined(0, good, JoinKind.ANTI, Plan.label("subtract")));
        fails(plan::collect, "subtract", ArithmeticException.class);
    }

    private static final class BadKey {
        @Override
        public int hashCode() {
            throw new ArithmeticException("no hash today");
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }
    }

    private static final class ToZero extends Partitioner {
        private static final long serialVersionUID = 1;

        @Override
        public int numPartitions() {
            return 2;
        }

        @Override
        public int getPartition(Object key) {
            return 0;
        }
    }

    @Test
    void errorsOfTheUsers_areFailuresToo_butNotOutOfMemory() {
        for (var error :
                List.of(new AssertionError("no"), new NoClassDefFoundError("gone"), new StackOverflowError())) {
            plan.steps(plan.slices(List.of(1)), throwing(error));
            fails(plan::collect, "map", error.getClass());
        }
        plan.steps(plan.slices(List.of(1)), throwing(new OutOfMemoryError("heap")));
        assertThatThrownBy(plan::collect).isInstanceOf(OutOfMemoryError.class);
    }

    private static Step.Map throwing(Error error) {
        return new Step.Map(_ -> {
            throw error;
        });
    }

    @Test
    void exceptionThatCannotBePrinted_isNamedByItsClass() {
        plan.steps(
                plan.slices(List.of(1)),
                new Step.Map(_ -> {
                    throw new Unprintable();
                }));

        assertThatThrownBy(plan::collect)
                .hasMessage(
                        "map at Test.java:1 threw "
                                + Unprintable.class.getName()
                                + " (which cannot be printed: that throws java.lang.IllegalStateException) for the"
                                + " element 1");
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not now");
        }
    }
}
