/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Comparison.MULTISET;
import static dev.sparrow.reference.Comparison.PARTITIONS_EXACT;
import static dev.sparrow.reference.Comparison.SEQUENCE;
import static dev.sparrow.reference.Comparison.UNDEFINED;
import static dev.sparrow.reference.Nodes.exchange;
import static dev.sparrow.reference.Nodes.node;
import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.slices;
import static dev.sparrow.reference.Nodes.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.HashPartitioner;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Each operator over a parent of each strength.
class DeterminismTest {
    private static final Comparator<Object> NUMBERS = (left, right) -> Integer.compare((int) left, (int) right);

    private final Lineage exact = slices(List.of(pair(1, 1)), List.of(pair(2, 2)));
    private final Lineage sequence = exchange(exact, new Exchange.Sort(NUMBERS, true, 2));
    private final Lineage multiset = exchange(sequence, new Exchange.Rebalance(2));
    private final Lineage undefined = step(sequence, new Step.Glom());

    private void assertStep(Step step, Comparison... expected) {
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(parent -> Reference.comparison(step(parent, step)))
                .containsExactly(expected);
    }

    private void assertExchange(Exchange exchange, Comparison... expected) {
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(parent -> Reference.comparison(exchange(parent, exchange)))
                .containsExactly(expected);
    }

    private static Exchange combine(Aggregation aggregation) {
        return new Exchange.Combine(new HashPartitioner(2), aggregation);
    }

    @Test
    void fourStrengths() {
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(Reference::comparison)
                .containsExactly(PARTITIONS_EXACT, SEQUENCE, MULTISET, UNDEFINED);
    }

    @Test
    void stepsOnElements_keepTheStrength() {
        for (var step :
                List.of(
                        new Step.Map(x -> x),
                        new Step.MapToDouble(_ -> 0),
                        new Step.Filter(_ -> true),
                        new Step.FlatMap(_ -> Collections.emptyIterator()),
                        new Step.KeyBy(x -> x),
                        new Step.MapValues(x -> x),
                        new Step.FlatMapValues(_ -> Collections.emptyIterator()))) {
            assertStep(step, PARTITIONS_EXACT, SEQUENCE, MULTISET, UNDEFINED);
        }
    }

    @Test
    void stepsOnPartitions_needBorders_indicesNeedOrder() {
        for (var step :
                List.of(
                        new Step.MapPartitions((_, elements) -> elements, true),
                        new Step.Glom(),
                        new Step.Sample(false, 0.5, 1),
                        new Step.CombineInPlace(new Aggregation.Group()))) {
            assertStep(step, PARTITIONS_EXACT, UNDEFINED, UNDEFINED, UNDEFINED);
        }
        assertStep(new Step.ZipWithIndex(), PARTITIONS_EXACT, SEQUENCE, UNDEFINED, UNDEFINED);
        assertStep(new Step.SortByKey((_, _) -> 0), PARTITIONS_EXACT, MULTISET, MULTISET, UNDEFINED);
    }

    @Test
    void exchanges_mayRestoreBorders() {
        assertExchange(
                new Exchange.Partition(new HashPartitioner(2)),
                PARTITIONS_EXACT,
                PARTITIONS_EXACT,
                MULTISET,
                UNDEFINED);
        assertExchange(new Exchange.Rebalance(2), PARTITIONS_EXACT, MULTISET, MULTISET, UNDEFINED);
        assertExchange(new Exchange.Rebalance(1), PARTITIONS_EXACT, PARTITIONS_EXACT, MULTISET, UNDEFINED);
        assertExchange(new Exchange.Sort(NUMBERS, true, 2), SEQUENCE, SEQUENCE, MULTISET, UNDEFINED);
        assertExchange(new Exchange.Sort(NUMBERS, true, 1), PARTITIONS_EXACT, PARTITIONS_EXACT, MULTISET, UNDEFINED);
    }

    @Test
    void aggregations_thatStartAnewInEachMapPartition_needBorders() {
        assertExchange(
                combine(new Aggregation.Reduce((x, _) -> x)), PARTITIONS_EXACT, PARTITIONS_EXACT, UNDEFINED, UNDEFINED);
        assertExchange(combine(new Aggregation.Group()), PARTITIONS_EXACT, PARTITIONS_EXACT, UNDEFINED, UNDEFINED);
        assertExchange(
                combine(new Aggregation.Fold(0, (x, _) -> x, (x, _) -> x)),
                PARTITIONS_EXACT,
                UNDEFINED,
                UNDEFINED,
                UNDEFINED);
        assertExchange(
                combine(new Aggregation.Combine(x -> x, (x, _) -> x, (x, _) -> x, true)),
                PARTITIONS_EXACT,
                UNDEFINED,
                UNDEFINED,
                UNDEFINED);
        assertExchange(
                combine(new Aggregation.Combine(x -> x, (x, _) -> x, (x, _) -> x, false)),
                PARTITIONS_EXACT,
                PARTITIONS_EXACT,
                UNDEFINED,
                UNDEFINED);
    }

    @Test
    void coalesced_keepsTheStrength_andOnePieceHasNoBorders() {
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(parent ->
                        Reference.comparison(node(new Operation.Coalesced(0, parent.partitions(), 2), parent)))
                .containsExactly(PARTITIONS_EXACT, SEQUENCE, MULTISET, UNDEFINED);
        assertThat(Reference.comparison(node(new Operation.Coalesced(0, sequence.partitions(), 1), sequence)))
                .isEqualTo(PARTITIONS_EXACT);
    }

    @Test
    void union_isAsStrongAsItsWeakestPart() {
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(parent -> Reference.comparison(node(new Operation.Union(), parent, exact, sequence)))
                .containsExactly(SEQUENCE, SEQUENCE, MULTISET, UNDEFINED);
        assertThat(Reference.comparison(node(new Operation.Union(), exact, exact))).isEqualTo(PARTITIONS_EXACT);
    }

    @Test
    void zipAndCoGroupedAndJoined_needTheBordersOfAllParents() {
        var by = new HashPartitioner(2);
        var grouped = new Operation.CoGrouped(by);
        var joined = new Operation.Joined(by, JoinKind.FULL_OUTER);
        for (var operation : List.of(new Operation.Zip(), grouped, joined)) {
            assertThat(List.of(exact, sequence, multiset, undefined))
                    .extracting(right -> Reference.comparison(node(operation, exact, right)))
                    .containsExactly(PARTITIONS_EXACT, UNDEFINED, UNDEFINED, UNDEFINED);
        }
    }

    @Test
    void cartesian_keepsOrderOnlyIfTheRightIsInOnePiece() {
        var onePiece = slices(List.of("x"));

        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(left -> Reference.comparison(node(new Operation.Cartesian(), left, exact)))
                .containsExactly(PARTITIONS_EXACT, MULTISET, MULTISET, UNDEFINED);
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(left -> Reference.comparison(node(new Operation.Cartesian(), left, onePiece)))
                .containsExactly(PARTITIONS_EXACT, SEQUENCE, MULTISET, UNDEFINED);
        assertThat(List.of(exact, sequence, multiset, undefined))
                .extracting(right -> Reference.comparison(node(new Operation.Cartesian(), exact, right)))
                .containsExactly(PARTITIONS_EXACT, MULTISET, MULTISET, UNDEFINED);
    }
}
