/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

/// Depth must cost neither the stack nor quadratic time.
class DeepProgramTest extends PlanTest {
    private static final int DEEP = 10_000;

    private final Plan plan = newPlan();

    @Test
    void chainOf100_000Maps_isCounted() {
        plan.steps(plan.range(0, 1, 1_000, 1), Collections.nCopies(100_000, new Step.Map(value -> (long) value + 1)));

        assertThat(plan.count()).isEqualTo(1_000);
    }

    @Test
    void chainOf100_000FlatMapsAndGloms_isCounted() {
        plan.steps(
                plan.slices(List.of(1, 2)),
                Collections.nCopies(100_000, new Step.FlatMap(value -> List.of(value).iterator())));
        assertThat(plan.count()).isEqualTo(2);

        plan.steps(plan.slices(List.of(1, 2)), Collections.nCopies(100_000, new Step.Glom()));
        assertThat(plan.count()).isEqualTo(1);
    }

    @Test
    void chainOfCombines_isCounted() {
        plan.steps(
                plan.slices(List.of(Tuple2.of("a", 1), Tuple2.of("a", 2))),
                Collections.nCopies(
                        DEEP, new Step.CombineInPlace(new Aggregation.Reduce((x, y) -> (int) x + (int) y))));

        assertThat(plan.collect()).containsExactly(Tuple2.of("a", 3));
    }

    @Test
    void unionOfUnions_isResolvedAtEitherEnd() {
        var all = plan.slices(List.of(0));
        for (var i = 1; i <= DEEP; i++) {
            all =
                    plan.steps(
                            plan.union(List.of(all, plan.slices(List.of(i))), List.of(i, 1)),
                            new Step.Map(value -> value));
        }
        assertThat(plan.collect(0)).containsExactly(0);
        assertThat(plan.collect(DEEP)).containsExactly(DEEP);
    }

    @Test
    void unionOfUnions_coalescedToOne_isCounted() {
        var all = plan.slices(List.of(0));
        for (var i = 1; i <= DEEP; i++) {
            all = plan.union(List.of(all, plan.slices(List.of(i))), List.of(i, 1));
        }
        plan.add(new Op.Coalesced(all, 0, DEEP + 1, 1));

        assertThat(plan.count()).isEqualTo(DEEP + 1);
    }

    @Test
    void loopOfUnionAndCoalesce_isCounted() {
        var all = plan.slices(List.of(0), List.of(1));
        for (var i = 0; i < DEEP; i++) {
            var more = plan.union(List.of(all, plan.slices(List.of(i))), List.of(2, 1));
            all = plan.add(new Op.Coalesced(plan.steps(more, new Step.Map(value -> value)), 0, 3, 2));
        }
        assertThat(plan.collect(0)).containsExactly(0);
        assertThat(plan.count()).isEqualTo(1);
        assertThat(plan.collect(1)).hasSize(DEEP + 1);
    }

    @Test
    void loopOfCoGroupsInPlace_isCounted() {
        var pairs = plan.slices(List.of(Tuple2.of("k", 0)));
        var all = pairs;
        for (var i = 0; i < DEEP; i++) {
            var grouped = plan.add(new Op.CoGrouped(List.of(all, pairs), Plan.label("cogroup")));
            all = plan.steps(grouped, new Step.MapValues(_ -> 1));
        }
        assertThat(plan.count()).isEqualTo(1);
    }

    @Test
    void loopOfJoinsInPlace_onEitherSide_isCounted() {
        for (var kind : List.of(JoinKind.INNER, JoinKind.FULL_OUTER)) {
            var pairs = plan.slices(List.of(Tuple2.of("k", 0)));
            var all = pairs;
            for (var i = 0; i < DEEP; i++) {
                var left = i % 2 == 0 ? all : pairs;
                var right = i % 2 == 0 ? pairs : all;
                var joined = plan.add(new Op.Joined(left, right, kind, Plan.label("join")));
                all = plan.steps(joined, new Step.MapValues(_ -> 1));
            }
            assertThat(plan.count()).isEqualTo(1);
        }
    }

    @Test
    void zipInZip_isPossible_andTooDeepIsExplained() {
        var all = plan.slices(List.of(1));
        for (var i = 0; i < 50; i++) {
            all = plan.steps(plan.zip(all, plan.slices(List.of(1))), new Step.Map(_ -> 1));
        }
        assertThat(plan.count()).isEqualTo(1);
        for (var i = 0; i < 100_000; i++) {
            all = plan.zip(all, 0);
        }

        assertThatThrownBy(plan::count)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageStartingWith(
                        "action at Test.java:1 cannot compute partition 0: it nests 100050 operations"
                                + " (zip at Test.java:1, 100050 times), each pulling from the one before")
                .hasMessageEndingWith("Put a repartition(n) between, which cuts the nest in two.");
    }

    @Test
    void mapPartitionsChain_isPossible_andTooDeepIsExplained() {
        var same = new Step.MapPartitions((_, elements) -> elements, false);
        var source = plan.slices(List.of(1, 2));
        plan.steps(source, Collections.nCopies(100, same));
        assertThat(plan.count()).isEqualTo(2);
        plan.steps(source, Collections.nCopies(100_000, same));

        assertThatThrownBy(plan::count)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("mapPartitions at Test.java:1, 100100 times");
    }

    @Test
    void recursionOfTheUsers_isTheUsersFailure() {
        plan.steps(plan.slices(List.of(1)), new Step.Map(DeepProgramTest::forever));

        assertThatThrownBy(plan::count)
                .isInstanceOf(UserFailure.class)
                .hasMessage("map at Test.java:1 threw java.lang.StackOverflowError for the element 1")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static Object forever(Object value) {
        return forever(List.of(forever(value)));
    }
}
