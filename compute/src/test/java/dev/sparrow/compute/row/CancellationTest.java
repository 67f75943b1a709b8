/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class CancellationTest extends PlanTest {
    private final Plan plan = newPlan();

    @Test
    void longLoops_lookForACancellationEveryThousandElements() {
        plan.steps(plan.range(0, 1, 1_000_000, 1), new Step.Filter(_ -> false));
        plan.environment.cancelAtCheck(10);

        assertThatThrownBy(() -> plan.act(new Action.Reduce((x, _) -> x))).isInstanceOf(TaskCancelled.class);
        assertThat(plan.environment.counters().recordsRead).isBetween(8_000L, 11_000L);
    }

    @Test
    void flatMapOfEndlessElements_isCancelled() {
        plan.steps(
                plan.slices(List.of(1)),
                new Step.FlatMap(value -> Collections.nCopies(Integer.MAX_VALUE, value).iterator()));
        plan.environment.cancelAtCheck(50);

        assertThatThrownBy(() -> plan.act(new Action.Count())).isInstanceOf(TaskCancelled.class);
    }

    @Test
    void sort_isCancelledBetweenComparisons() {
        var sort = new Exchange.Sort(SerializableComparator.comparing(key -> (Long) key), true, 1);
        plan.steps(plan.range(0, 1, 100_000, 1), new Step.Map(key -> Tuple2.of((long) key * 7_919 % 100_003, key)));
        plan.write(sort, 0);
        plan.shuffleRead(sort);
        plan.environment.cancelAtCheck(120);

        assertThatThrownBy(plan::collect).isInstanceOf(TaskCancelled.class);
        assertThat(plan.environment.checks()).isEqualTo(121);
    }

    @Test
    void cancellation_passesThroughCodeThatWrapsEverything() {
        plan.steps(
                plan.range(0, 1, 1_000_000, 1),
                new Step.MapPartitions(
                        (_, elements) -> {
                            try {
                                while (elements.hasNext()) {
                                    elements.next();
                                }
                                return elements;
                            } catch (RuntimeException e) {
                                throw new IllegalStateException("wrapped by the user", e);
                            }
                        },
                        false));
        plan.environment.cancelAtCheck(5);

        assertThatThrownBy(plan::collect).isInstanceOf(TaskCancelled.class);
    }

    @Test
    void failureOfACancelledAttempt_isACancellation() {
        plan.steps(
                plan.slices(List.of(1)),
                new Step.Map(_ -> {
                    plan.environment.cancelAtCheck(1);
                    throw new InterruptedException("sleep interrupted");
                }));

        assertThatThrownBy(plan::collect).isInstanceOf(TaskCancelled.class);
    }

    @Test
    void cancelledShuffleWrite_closesItsSinkUncommitted() {
        plan.range(0, 1, 100_000, 1);
        plan.environment.cancelAtCheck(20);

        assertThatThrownBy(() -> plan.write(new Exchange.Rebalance(4), 0)).isInstanceOf(TaskCancelled.class);
        assertThat(plan.environment.openSinks()).isZero();
        assertThat(plan.environment.blocks(Plan.SHUFFLE)).isEmpty();
    }
}
