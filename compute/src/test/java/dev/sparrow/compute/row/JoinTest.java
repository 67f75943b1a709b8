/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

class JoinTest extends PlanTest {
    private static final List<Tuple2<String, Integer>> LEFT =
            List.of(Tuple2.of("b", 1), Tuple2.of("x", 2), Tuple2.of(null, 3), Tuple2.of("b", null), Tuple2.of("a", 5));
    private static final List<Tuple2<String, String>> RIGHT =
            List.of(
                    Tuple2.of("y", "Y"),
                    Tuple2.of("b", "B"),
                    Tuple2.of("z", null),
                    Tuple2.of(null, "N"),
                    Tuple2.of("b", null),
                    Tuple2.of("a", "A"),
                    Tuple2.of("y", "Z"));

    private final Plan plan = newPlan();

    private List<Object> join(List<?> left, List<?> right, JoinKind kind) {
        plan.add(new Op.Joined(plan.slices(left), plan.slices(right), kind, Plan.label("join")));
        return plan.collect();
    }

    private static Tuple2<Object, Object> both(Object key, Object left, Object right) {
        return Tuple2.of(key, Tuple2.of(left, right));
    }

    private static Optional<Object> some(Object value) {
        return Optional.of(value);
    }

    private static Optional<Object> none() {
        return Optional.empty();
    }

    @Test
    void inner_goesThroughTheLeft_partnersInTheOrderOfTheRight() {
        assertThat(join(LEFT, RIGHT, JoinKind.INNER))
                .containsExactly(
                        both("b", 1, "B"),
                        both("b", 1, null),
                        both(null, 3, "N"),
                        both("b", null, "B"),
                        both("b", null, null),
                        both("a", 5, "A"));
    }

    @Test
    void leftOuter_keepsTheLonelyInTheirPlace() {
        assertThat(join(LEFT, RIGHT, JoinKind.LEFT_OUTER))
                .containsExactly(
                        both("b", 1, some("B")),
                        both("b", 1, none()),
                        both("x", 2, none()),
                        both(null, 3, some("N")),
                        both("b", null, some("B")),
                        both("b", null, none()),
                        both("a", 5, some("A")));
    }

    @Test
    void rightOuter_putsTheLonelyBehind_inTheirOrder() {
        assertThat(join(LEFT, RIGHT, JoinKind.RIGHT_OUTER))
                .containsExactly(
                        both("b", some(1), "B"),
                        both("b", some(1), null),
                        both(null, some(3), "N"),
                        both("b", none(), "B"),
                        both("b", none(), null),
                        both("a", some(5), "A"),
                        both("y", none(), "Y"),
                        both("z", none(), null),
                        both("y", none(), "Z"));
    }

    @Test
    void fullOuter_keepsTheLonelyOfBothSides() {
        assertThat(join(LEFT, RIGHT, JoinKind.FULL_OUTER))
                .containsExactly(
                        both("b", some(1), some("B")),
                        both("b", some(1), none()),
                        both("x", some(2), none()),
                        both(null, some(3), some("N")),
                        both("b", none(), some("B")),
                        both("b", none(), none()),
                        both("a", some(5), some("A")),
                        both("y", none(), some("Y")),
                        both("z", none(), none()),
                        both("y", none(), some("Z")));
    }

    @Test
    void semiAndAnti_passLeftPairsOn() {
        assertThat(join(LEFT, RIGHT, JoinKind.SEMI))
                .containsExactly(LEFT.get(0), LEFT.get(2), LEFT.get(3), LEFT.get(4));
        assertThat(join(LEFT, RIGHT, JoinKind.ANTI)).containsExactly(LEFT.get(1));
    }

    @Test
    void emptySides_leaveWhatTheKindKeeps() {
        assertThat(join(LEFT, List.of(), JoinKind.INNER)).isEmpty();
        assertThat(join(List.of(), RIGHT, JoinKind.LEFT_OUTER)).isEmpty();
        assertThat(join(LEFT, List.of(), JoinKind.FULL_OUTER)).hasSize(LEFT.size());
        assertThat(join(List.of(), RIGHT, JoinKind.FULL_OUTER)).hasSize(RIGHT.size());
        assertThat(join(LEFT, List.of(), JoinKind.ANTI)).hasSize(LEFT.size());
    }

    @Test
    void keysOfOtherClasses_areOtherKeys() {
        var right = List.of(Tuple2.of(1L, "long"), Tuple2.of(2L, "two"));
        assertThat(join(List.of(Tuple2.of(1, "int"), Tuple2.of("1", "text")), right, JoinKind.INNER)).isEmpty();
        assertThat(join(List.of(Tuple2.of(1, "int"), Tuple2.of(2L, "2")), right, JoinKind.FULL_OUTER))
                .containsExactly(
                        both(1, some("int"), none()), both(2L, some("2"), some("two")), both(1L, none(), some("long")));
    }

    @Test
    void eachSide_isComputedOnce_andStepsFollow() {
        var calls = new ArrayList<Object>();
        Step counted =
                new Step.MapValues(value -> {
                    calls.add(value);
                    return value;
                });
        var pairs = LongStream.range(0, 10_000).mapToObj(i -> Tuple2.of(i % 5_000, i)).toList();
        var left = plan.steps(plan.slices(pairs), counted);
        var right = plan.steps(plan.slices(pairs), counted);
        var joined = plan.add(new Op.Joined(left, right, JoinKind.INNER, Plan.label("join")));
        plan.steps(joined, new Step.Filter(pair -> ((Tuple2<?, ?>) ((Tuple2<?, ?>) pair)._2()).swap() != null));

        assertThat(plan.count()).isEqualTo(20_000);
        assertThat(calls).hasSize(20_000);
    }

    @Test
    void joinOfNoPairs_namesItself() {
        for (var sides : List.of(List.of(List.of(1), RIGHT), List.of(LEFT, List.of(1)))) {
            assertThatThrownBy(() -> join(sides.getFirst(), sides.getLast(), JoinKind.INNER))
                    .hasMessageContaining(
                            "join at Test.java:1 works on pairs, but met an element of type java.lang.Integer.");
        }
    }
}
