/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class OpTest extends PlanTest {
    private final Plan plan = newPlan();

    @Test
    void range_givesEachPartitionItsPart() {
        plan.range(10, -3, 5, 2);

        assertThat(plan.collect(0)).containsExactly(10L, 7L);
        assertThat(plan.collect(1)).containsExactly(4L, 1L, -2L);
        assertThat(plan.environment.counters().recordsRead).isEqualTo(5);
    }

    @Test
    void range_reachesBothEndsOfLong() {
        plan.range(Long.MIN_VALUE, Long.MAX_VALUE, 3, 1);

        assertThat(plan.collect()).containsExactly(Long.MIN_VALUE, -1L, Long.MAX_VALUE - 1);
    }

    @Test
    void slices_areReadByPartitionAndCounted() {
        plan.slices(List.of("a"), Arrays.asList("b", null));

        assertThat(plan.collect(1)).containsExactly("b", null);
        assertThat(plan.environment.counters().recordsRead).isEqualTo(2);
    }

    @Test
    void union_putsPartitionsOneAfterTheOther() {
        var left = plan.slices(List.of(1), List.of(2));
        var right = plan.slices(List.of(3));
        plan.union(List.of(left, right, left), List.of(2, 1, 2));

        var all = new ArrayList<>();
        for (var p = 0; p < 5; p++) {
            all.add(plan.collect(p));
        }
        assertThat(all).containsExactly(List.of(1), List.of(2), List.of(3), List.of(1), List.of(2));
    }

    @Test
    void coalesced_putsNeighboursTogether_andKeepsEachStepsPartitionIndex() {
        var source = plan.slices(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4));
        var named =
                plan.steps(
                        source,
                        new Step.MapPartitions(
                                (index, elements) -> List.<Object>of(index + ":" + elements.next()).iterator(), false));
        plan.add(new Op.Coalesced(named, 0, 5, 2));

        assertThat(plan.collect(0)).containsExactly("0:0", "1:1");
        assertThat(plan.collect(1)).containsExactly("2:2", "3:3", "4:4");
    }

    @Test
    void coalesced_mayLeaveOutTheFirstAndLastPartitions() {
        var source = plan.slices(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4));
        plan.add(new Op.Coalesced(source, 1, 3, 2));

        assertThat(plan.collect(0)).containsExactly(1);
        assertThat(plan.collect(1)).containsExactly(2, 3);
    }

    @Test
    void coalesced_overUnionAndCoalesced_findsTheRightPartitions() {
        var left = plan.slices(List.of(0), List.of(1), List.of(2));
        var halves = plan.add(new Op.Coalesced(left, 0, 3, 2));
        var right = plan.slices(List.of(3), List.of(4));
        var all = plan.union(List.of(halves, right), List.of(2, 2));
        plan.add(new Op.Coalesced(all, 0, 4, 2));

        assertThat(plan.collect(0)).containsExactly(0, 1, 2);
        assertThat(plan.collect(1)).containsExactly(3, 4);
    }

    @Test
    void coalesced_toMorePartitions_leavesSomeEmpty() {
        plan.add(new Op.Coalesced(plan.slices(List.of(7)), 0, 1, 2));

        assertThat(plan.collect(0)).isEmpty();
        assertThat(plan.collect(1)).containsExactly(7);
    }

    @Test
    void stepsOverACoalesced_goOnAcrossItsParts() {
        var parts = plan.slices(List.of("a"), List.of("b", "c"));
        plan.steps(plan.add(new Op.Coalesced(parts, 0, 2, 1)), new Step.ZipWithIndex(), new Step.Glom());

        assertThat(plan.collect()).containsExactly(List.of(Tuple2.of("a", 0L), Tuple2.of("b", 1L), Tuple2.of("c", 2L)));
    }

    @Test
    void zip_pairsBySamePlace() {
        plan.zip(plan.slices(Arrays.asList(1, null)), plan.slices(List.of("x", "y")));

        assertThat(plan.collect()).containsExactly(Tuple2.of(1, "x"), Tuple2.of(null, "y"));
    }

    @Test
    void zip_ofDifferentLengths_namesPartitionAndCounts() {
        plan.zip(plan.slices(List.of(), List.of(1, 2, 3)), plan.slices(List.of(), List.of("x", "y")));

        assertThatThrownBy(() -> plan.collect(1))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ZIP_MISMATCH))
                .hasMessageContaining(
                        "zip at Test.java:1 cannot pair partition 1: the left side has at least 3 elements"
                                + " and the right side has 2.");
    }

    @Test
    void cartesian_pairsAll_leftSlowest_andComputesTheRightOnce() {
        var called = new int[1];
        var left = plan.slices(List.of(1, 2), List.of(3));
        var right =
                plan.steps(
                        plan.slices(List.of("a"), List.of("x", "y")),
                        new Step.Map(value -> {
                            called[0]++;
                            return value;
                        }));
        plan.add(new Op.Cartesian(left, right, 2));

        assertThat(plan.collect(1))
                .containsExactly(Tuple2.of(1, "x"), Tuple2.of(1, "y"), Tuple2.of(2, "x"), Tuple2.of(2, "y"));
        assertThat(called[0]).isEqualTo(2);
        assertThat(plan.collect(2)).containsExactly(Tuple2.of(3, "a"));
    }

    @Test
    void coGrouped_listsTheValuesOfEachInput_nullKeysToo() {
        var left = plan.slices(List.of(Tuple2.of("b", 1), Tuple2.of("a", 2), Tuple2.of("b", 3)));
        var right = plan.slices(List.of(Tuple2.of(null, "n"), Tuple2.of("a", "x")));
        plan.add(new Op.CoGrouped(List.of(left, right), Plan.label("cogroup")));

        assertThat(plan.collect())
                .containsExactly(
                        Tuple2.of("b", List.of(List.of(1, 3), List.of())),
                        Tuple2.of("a", List.of(List.of(2), List.of("x"))),
                        Tuple2.of(null, List.of(List.of(), List.of("n"))));
    }

    @Test
    void coGrouped_ofNoPairs_namesItself() {
        var left = plan.slices(List.of(1));
        plan.add(new Op.CoGrouped(List.of(left, left), Plan.label("cogroup")));

        assertThatThrownBy(() -> plan.collect())
                .hasMessageContaining(
                        "cogroup at Test.java:1 works on pairs, but met an element of type java.lang.Integer.");
    }
}
