/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Nodes.node;
import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.value.HashPartitioner;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class ReferenceJoinsTest {
    private final Lineage left = slices(List.of(pair(2, "a"), pair(4, "b"), pair(2, null)), List.of(pair(1, "c")));
    private final Lineage right =
            slices(List.of(pair(6, "w"), pair(2, "x"), pair(0, "y"), pair(2, null), pair(6, "z")), List.of());

    private List<List<Object>> join(JoinKind kind) throws Exception {
        return Reference.evaluate(node(new Operation.Joined(new HashPartitioner(2), kind), left, right));
    }

    private static Object both(Object key, Object left, Object right) {
        return pair(key, pair(left, right));
    }

    private static Optional<Object> some(Object value) {
        return Optional.of(value);
    }

    private static Optional<Object> none() {
        return Optional.empty();
    }

    @Test
    void inner_goesThroughTheLeft() throws Exception {
        assertThat(join(JoinKind.INNER))
                .isEqualTo(
                        List.of(
                                List.of(both(2, "a", "x"), both(2, "a", null), both(2, null, "x"), both(2, null, null)),
                                List.of()));
    }

    @Test
    void leftOuter_keepsTheLonelyInTheirPlace() throws Exception {
        assertThat(join(JoinKind.LEFT_OUTER))
                .isEqualTo(
                        List.of(
                                List.of(
                                        both(2, "a", some("x")),
                                        both(2, "a", none()),
                                        both(4, "b", none()),
                                        both(2, null, some("x")),
                                        both(2, null, none())),
                                List.of(both(1, "c", none()))));
    }

    @Test
    void rightOuter_putsTheLonelyBehind() throws Exception {
        assertThat(join(JoinKind.RIGHT_OUTER))
                .isEqualTo(
                        List.of(
                                List.of(
                                        both(2, some("a"), "x"),
                                        both(2, some("a"), null),
                                        both(2, none(), "x"),
                                        both(2, none(), null),
                                        both(6, none(), "w"),
                                        both(0, none(), "y"),
                                        both(6, none(), "z")),
                                List.of()));
    }

    @Test
    void fullOuter_keepsTheLonelyOfBothSides() throws Exception {
        assertThat(join(JoinKind.FULL_OUTER))
                .isEqualTo(
                        List.of(
                                List.of(
                                        both(2, some("a"), some("x")),
                                        both(2, some("a"), none()),
                                        both(4, some("b"), none()),
                                        both(2, none(), some("x")),
                                        both(2, none(), none()),
                                        both(6, none(), some("w")),
                                        both(0, none(), some("y")),
                                        both(6, none(), some("z"))),
                                List.of(both(1, some("c"), none()))));
    }

    @Test
    void semiAndAnti_areTwoPartsOfTheLeft() throws Exception {
        assertThat(join(JoinKind.SEMI)).isEqualTo(List.of(List.of(pair(2, "a"), pair(2, null)), List.of()));
        assertThat(join(JoinKind.ANTI)).isEqualTo(List.of(List.of(pair(4, "b")), List.of(pair(1, "c"))));
    }
}
