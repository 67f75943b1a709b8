/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Nodes.node;
import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.slices;
import static dev.sparrow.reference.Nodes.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.HashPartitioner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class ReferenceTest {

    @Test
    void union_putsAllPartitionsOneAfterTheOther() throws Exception {
        var first = slices(List.of(1), List.of());
        var second = slices(Arrays.asList(2, null));

        assertThat(Reference.evaluate(node(new Operation.Union(), first, second, slices(), first)))
                .isEqualTo(List.of(List.of(1), List.of(), Arrays.asList(2, null), List.of(1), List.of()));
    }

    @Test
    void zip_pairsByPlace() throws Exception {
        var left = slices(Arrays.asList(1, null), List.of(), List.of(3));
        var right = slices(List.of("a", "b"), List.of(), List.of("c"));

        assertThat(Reference.evaluate(node(new Operation.Zip(), left, right)))
                .isEqualTo(List.of(List.of(pair(1, "a"), pair(null, "b")), List.of(), List.of(pair(3, "c"))));
    }

    @Test
    void zip_ofUnequalShapes_saysWhereTheyDiffer() {
        var node = node(new Operation.Zip(), slices(List.of(1), List.of(2)), slices(List.of(1), List.of()));

        assertThatThrownBy(() -> Reference.evaluate(node))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ZIP_MISMATCH))
                .hasMessage(
                        node.header().label()
                                + " cannot pair partition 1: 1 elements on the left, 0 on the right."
                                + " Both sides must have the same shape.");
        assertThatThrownBy(() -> Reference.evaluate(node(new Operation.Zip(), slices(List.of()), slices())))
                .hasMessageContaining("cannot pair datasets: 1 partitions on the left, 0 on the right");
    }

    @Test
    void cartesian_variesLeftSlowest_inPartitionsAndInElements() throws Exception {
        var left = slices(List.of(1, 2), List.of(), List.of(3));
        var right = slices(List.of("a", "b"), List.of("c"));

        assertThat(Reference.evaluate(node(new Operation.Cartesian(), left, right)))
                .isEqualTo(
                        List.of(
                                List.of(pair(1, "a"), pair(1, "b"), pair(2, "a"), pair(2, "b")),
                                List.of(pair(1, "c"), pair(2, "c")),
                                List.of(),
                                List.of(),
                                List.of(pair(3, "a"), pair(3, "b")),
                                List.of(pair(3, "c"))));
    }

    @Test
    void coalesced_joinsNeighbours() throws Exception {
        var parent = slices(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4), List.of(5), List.of(6));

        assertThat(Reference.evaluate(node(new Operation.Coalesced(0, parent.partitions(), 2), parent)))
                .isEqualTo(List.of(List.of(0, 1, 2), List.of(3, 4, 5, 6)));
        assertThat(Reference.evaluate(node(new Operation.Coalesced(0, parent.partitions(), 3), parent)))
                .isEqualTo(List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5, 6)));
        assertThat(Reference.evaluate(node(new Operation.Coalesced(0, parent.partitions(), 1), parent)))
                .isEqualTo(List.of(List.of(0, 1, 2, 3, 4, 5, 6)));
        assertThat(Reference.evaluate(node(new Operation.Coalesced(1, 3, 2), parent)))
                .isEqualTo(List.of(List.of(1), List.of(2, 3)));
    }

    @Test
    void coGrouped_listsTheValuesOfEachParent_keysInOrderOfFirstOccurrence() throws Exception {
        var left = slices(List.of(pair(2, "a"), pair(4, "b"), pair(2, null)), List.of(pair(1, "c")));
        var right = slices(List.of(pair(0, "x"), pair(4, "y")), List.of());

        assertThat(Reference.evaluate(node(new Operation.CoGrouped(new HashPartitioner(2)), left, right)))
                .isEqualTo(
                        List.of(
                                List.of(
                                        pair(2, List.of(Arrays.asList("a", null), List.of())),
                                        pair(4, List.of(List.of("b"), List.of("y"))),
                                        pair(0, List.of(List.of(), List.of("x")))),
                                List.of(pair(1, List.of(List.of("c"), List.of())))));
    }

    @Test
    void coGrouped_takesAnyNumberOfParents() throws Exception {
        var parent = slices(List.of(pair("k", 1)));

        assertThat(Reference.evaluate(node(new Operation.CoGrouped(new HashPartitioner(1)), parent, parent, parent)))
                .isEqualTo(List.of(List.of(pair("k", List.of(List.of(1), List.of(1), List.of(1))))));
    }

    @Test
    void nodeThatIsReadTwice_isComputedOnce() throws Exception {
        var calls = new AtomicInteger();
        var counted =
                step(
                        slices(List.of(1), List.of(2)),
                        new Step.Map(x -> {
                            calls.incrementAndGet();
                            return x;
                        }));

        assertThat(Reference.evaluate(node(new Operation.Union(), counted, counted)))
                .isEqualTo(List.of(List.of(1), List.of(2), List.of(1), List.of(2)));
        assertThat(calls).hasValue(2);
    }

    @Test
    void changesToElements_reachNeitherTheProgramNorAnotherReader() throws Exception {
        var original = new int[] {1};
        var source = slices(List.of(original));
        var changed =
                step(
                        source,
                        new Step.Map(x -> {
                            ((int[]) x)[0]++;
                            return x;
                        }));

        var result = Reference.evaluate(node(new Operation.Union(), changed, source, changed));

        assertThat(result.stream().map(partition -> ((int[]) partition.getFirst())[0])).containsExactly(2, 1, 2);
        assertThat(original).containsExactly(1);
    }

    @Test
    void elementThatCannotBeCopied_isNamed() {
        assertThatThrownBy(() -> Reference.evaluate(slices(List.of(new Object()))))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ELEMENT_NOT_SERIALIZABLE))
                .hasMessage(
                        "A value of type java.lang.Object cannot be copied by Java serialization."
                                + " Make it, and what it refers to, serializable.");
    }

    @Test
    @Timeout(120)
    void chainOf100000Maps_isEvaluatedAndJudged() throws Exception {
        var node = slices(List.of(0, 10), List.of(), List.of(20));
        for (var i = 0; i < 100_000; i++) {
            node = step(node, new Step.Map(x -> (int) x + 1));
        }

        assertThat(Reference.evaluate(node)).isEqualTo(List.of(List.of(100_000, 100_010), List.of(), List.of(100_020)));
        assertThat(Reference.comparison(node)).isEqualTo(Comparison.PARTITIONS_EXACT);
    }
}
