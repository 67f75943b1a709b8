/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.ShuffleId;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;

final class LineageTest {
    private static final HashPartitioner FOUR = new HashPartitioner(4);
    private int nextId;

    @Test
    void partitions_followFromTheOperation() {
        var three = range(3);
        var five = range(5);

        assertThat(three.partitions()).isEqualTo(3);
        assertThat(node(map(), three).partitions()).isEqualTo(3);
        assertThat(node(new Operation.Union(), three, five, three).partitions()).isEqualTo(11);
        assertThat(node(new Operation.Zip(), three, range(3)).partitions()).isEqualTo(3);
        assertThat(node(new Operation.Cartesian(), three, five).partitions()).isEqualTo(15);
        assertThat(node(new Operation.Coalesced(0, 5, 2), five).partitions()).isEqualTo(2);
        assertThat(shuffled(new Exchange.Partition(FOUR), five).partitions()).isEqualTo(4);
        assertThat(shuffled(new Exchange.Rebalance(6), five).partitions()).isEqualTo(6);
        assertThat(node(new Operation.CoGrouped(FOUR), five, three).partitions()).isEqualTo(4);
        assertThat(node(new Operation.Joined(FOUR, JoinKind.INNER), five, three).partitions()).isEqualTo(4);
        assertThat(node(new Operation.Union(), range(0), range(0)).partitions()).isZero();
    }

    @Test
    void partitioner_isKeptWhereKeysAre() {
        var placed = shuffled(new Exchange.Partition(FOUR), range(3));

        assertThat(placed.partitioner()).contains(FOUR);
        for (var step :
                List.of(
                        new Step.Filter(_ -> true),
                        new Step.MapValues(x -> x),
                        new Step.FlatMapValues(_ -> List.of().iterator()),
                        new Step.Sample(false, 0.5, 1),
                        new Step.MapPartitions((_, elements) -> elements, true),
                        new Step.SortByKey((_, _) -> 0),
                        new Step.CombineInPlace(new Aggregation.Group()))) {
            assertThat(node(new Operation.Narrow(step), placed).partitioner()).as("%s", step).contains(FOUR);
        }
        for (var step :
                List.of(
                        new Step.Map(x -> x),
                        new Step.FlatMap(_ -> List.of().iterator()),
                        new Step.KeyBy(x -> x),
                        new Step.MapToDouble(_ -> 1),
                        new Step.MapPartitions((_, elements) -> elements, false),
                        new Step.Glom(),
                        new Step.ZipWithIndex())) {
            assertThat(node(new Operation.Narrow(step), placed).partitioner()).as("%s", step).isEmpty();
        }
    }

    @Test
    void partitioner_isThatOfTheExchange() {
        var combine = new Exchange.Combine(FOUR, new Aggregation.Group());
        var sort = new Exchange.Sort((_, _) -> 0, true, 4);

        assertThat(shuffled(combine, range(2)).partitioner()).contains(FOUR);
        assertThat(node(new Operation.CoGrouped(FOUR), range(2)).partitioner()).contains(FOUR);
        assertThat(node(new Operation.Joined(FOUR, JoinKind.ANTI), range(2)).partitioner()).contains(FOUR);
        assertThat(shuffled(sort, range(2)).partitioner()).isEmpty();
        assertThat(shuffled(new Exchange.Rebalance(4), range(2)).partitioner()).isEmpty();
        assertThat(node(new Operation.Union(), shuffled(combine, range(2))).partitioner()).isEmpty();
        assertThat(node(new Operation.Coalesced(0, 2, 2), shuffled(combine, range(2))).partitioner()).isEmpty();
    }

    @Test
    void tooManyPartitions_areRefused() {
        var many = range(1 << 20);

        assertThatThrownBy(() -> node(new Operation.Cartesian(), many, many))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessage(
                        "test at T.java:1 would have 1099511627776 partitions; at most 2147483647 are possible."
                                + " Coalesce the inputs first.");
        var half = range(Integer.MAX_VALUE);
        assertThatThrownBy(() -> node(new Operation.Union(), half, half)).isInstanceOf(SparrowException.class);
    }

    @Test
    void node_printsItselfAlone() {
        assertThat(node(map(), range(3))).hasToString("test at T.java:1 [dataset 1, 3 partitions]");
    }

    @Test
    void descendingSort_keepsEqualElementsEqual() {
        Comparator<Object> natural = (left, right) -> ((Integer) left).compareTo((Integer) right);

        assertThat(new Exchange.Sort(natural, true, 1).order().compare(1, 2)).isNegative();
        assertThat(new Exchange.Sort(natural, false, 1).order().compare(1, 2)).isPositive();
        assertThat(new Exchange.Sort(natural, false, 1).order().compare(2, 2)).isZero();
    }

    @Test
    void walk_visitsEachNodeOnce_parentsFirst_leftToRight() {
        var left = range(1);
        var right = range(1);
        var shared = node(new Operation.Union(), left, right);
        var diamond = node(new Operation.Union(), node(map(), shared), left, node(map(), shared));

        assertThat(LineageWalk.parentsFirst(diamond).stream().map(node -> node.id().value()))
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(LineageWalk.parentsFirst(left)).containsExactly(left);
    }

    @Test
    void walk_followsGivenEdgesOnly() {
        var source = range(1);
        var placed = shuffled(new Exchange.Partition(FOUR), source);
        var mapped = node(map(), placed);

        assertThat(
                        LineageWalk.parentsFirst(
                                mapped,
                                node -> node.operation() instanceof Operation.Shuffled ? List.of() : node.parents()))
                .containsExactly(placed, mapped);
    }

    @Test
    void walk_doesNotRecurse() {
        var chain = range(1);
        for (var i = 0; i < 100_000; i++) {
            chain = node(map(), chain);
        }
        var steps = LineageWalk.parentsFirst(chain);

        assertThat(steps).hasSize(100_001);
        assertThat(steps.getLast()).isSameAs(chain);
        assertThat(chain).hasToString("test at T.java:1 [dataset 100000, 1 partitions]").isEqualTo(chain);
    }

    @Test
    void walk_ofManyDiamonds_isNotExponential() {
        var chain = range(1);
        for (var i = 0; i < 1_000; i++) {
            chain = node(new Operation.Zip(), chain, chain);
        }

        assertThat(LineageWalk.parentsFirst(chain)).hasSize(1_001);
    }

    private Lineage range(int partitions) {
        return node(new Operation.Source(new SourceData.LongRange(0, 1, 10, partitions)));
    }

    private static Operation map() {
        return new Operation.Narrow(new Step.Map(x -> x));
    }

    private Lineage shuffled(Exchange exchange, Lineage parent) {
        return node(new Operation.Shuffled(new ShuffleId(nextId), exchange), parent);
    }

    private Lineage node(Operation operation, Lineage... parents) {
        var header = new Header(new DatasetId(nextId++), "test", new CallSite("T.java", 1));
        return new Lineage(header, operation, List.of(parents));
    }
}
