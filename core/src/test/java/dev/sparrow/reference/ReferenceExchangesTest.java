/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Nodes.exchange;
import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.HashPartitioner;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

class ReferenceExchangesTest {
    private static final Comparator<Object> NUMBERS = (left, right) -> Integer.compare((int) left, (int) right);

    /// Key 1 is in two partitions and has most values; one partition is empty.
    private final Lineage pairs =
            slices(
                    List.of(pair(1, "a"), pair(2, "b"), pair(1, "c")),
                    List.of(),
                    List.of(pair(4, "d"), pair(1, "e"), pair(null, "f")));

    private static List<List<Object>> apply(Lineage parent, Exchange exchange) throws Exception {
        return Reference.evaluate(exchange(parent, exchange));
    }

    private static Exchange combine(int partitions, Aggregation aggregation) {
        return new Exchange.Combine(new HashPartitioner(partitions), aggregation);
    }

    @Test
    void partition_sendsPairsByKey_inMapPartitionOrder() throws Exception {
        assertThat(apply(pairs, new Exchange.Partition(new HashPartitioner(2))))
                .isEqualTo(
                        List.of(
                                List.of(pair(2, "b"), pair(4, "d"), pair(null, "f")),
                                List.of(pair(1, "a"), pair(1, "c"), pair(1, "e"))));
    }

    @Test
    void partition_intoOneAndSeven() throws Exception {
        assertThat(apply(pairs, new Exchange.Partition(new HashPartitioner(1))))
                .isEqualTo(
                        List.of(
                                List.of(
                                        pair(1, "a"),
                                        pair(2, "b"),
                                        pair(1, "c"),
                                        pair(4, "d"),
                                        pair(1, "e"),
                                        pair(null, "f"))));
        assertThat(apply(pairs, new Exchange.Partition(new HashPartitioner(7))))
                .isEqualTo(
                        List.of(
                                List.of(pair(null, "f")),
                                List.of(pair(1, "a"), pair(1, "c"), pair(1, "e")),
                                List.of(pair(2, "b")),
                                List.of(),
                                List.of(pair(4, "d")),
                                List.of(),
                                List.of()));
    }

    @Test
    void rebalance_dealsFromThePartitionsOwnIndexOn() throws Exception {
        var numbers = slices(List.of(10, 11, 12, 13), List.of(), List.of(20, 21));

        assertThat(apply(numbers, new Exchange.Rebalance(3)))
                .isEqualTo(List.of(List.of(10, 13, 21), List.of(11), List.of(12, 20)));
        assertThat(apply(numbers, new Exchange.Rebalance(1))).isEqualTo(List.of(List.of(10, 11, 12, 13, 20, 21)));
    }

    @Test
    void reduce_goesFromLeftToRight_keysInOrderOfFirstOccurrence() throws Exception {
        assertThat(apply(pairs, combine(2, new Aggregation.Reduce((x, y) -> "" + x + y))))
                .isEqualTo(List.of(List.of(pair(2, "b"), pair(4, "d"), pair(null, "f")), List.of(pair(1, "ace"))));
        assertThat(apply(pairs, combine(1, new Aggregation.Reduce((x, y) -> "" + x + y))))
                .isEqualTo(List.of(List.of(pair(1, "ace"), pair(2, "b"), pair(4, "d"), pair(null, "f"))));
    }

    @Test
    void fold_startsFromZeroInEachMapPartitionThatHoldsTheKey() throws Exception {
        var fold = new Aggregation.Fold("0", (x, y) -> "" + x + y, (x, y) -> x + "|" + y);

        assertThat(apply(pairs, combine(2, fold)))
                .isEqualTo(
                        List.of(List.of(pair(2, "0b"), pair(4, "0d"), pair(null, "0f")), List.of(pair(1, "0ac|0e"))));
    }

    @Test
    void fold_givesEachKeyAZeroOfItsOwn() throws Exception {
        var zero = new ArrayList<Object>();
        var fold =
                new Aggregation.Fold(
                        zero,
                        (list, value) -> {
                            lists(list).add(value);
                            return list;
                        },
                        (left, right) -> {
                            lists(left).addAll(lists(right));
                            return left;
                        });

        assertThat(apply(pairs, combine(1, fold)))
                .isEqualTo(
                        List.of(
                                List.of(
                                        pair(1, List.of("a", "c", "e")),
                                        pair(2, List.of("b")),
                                        pair(4, List.of("d")),
                                        pair(null, List.of("f")))));
        assertThat(zero).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> lists(Object value) {
        return (List<Object>) value;
    }

    @Test
    void combine_onTheMapSide_createsInEachMapPartition() throws Exception {
        var combine = new Aggregation.Combine(x -> "<" + x, (x, y) -> "" + x + y, (x, y) -> x + "|" + y, true);

        assertThat(apply(pairs, combine(2, combine)))
                .isEqualTo(
                        List.of(List.of(pair(2, "<b"), pair(4, "<d"), pair(null, "<f")), List.of(pair(1, "<ac|<e"))));
    }

    @Test
    void combine_notOnTheMapSide_createsOnce() throws Exception {
        var combine = new Aggregation.Combine(x -> "<" + x, (x, y) -> "" + x + y, (x, y) -> x + "|" + y, false);

        assertThat(apply(pairs, combine(2, combine)))
                .isEqualTo(List.of(List.of(pair(2, "<b"), pair(4, "<d"), pair(null, "<f")), List.of(pair(1, "<ace"))));
    }

    @Test
    void group_listsAllValuesInOrder() throws Exception {
        var withNull = slices(List.of(pair(1, null), pair(1, "x")), List.of(pair(1, null)));

        assertThat(apply(pairs, combine(2, new Aggregation.Group())))
                .isEqualTo(
                        List.of(
                                List.of(pair(2, List.of("b")), pair(4, List.of("d")), pair(null, List.of("f"))),
                                List.of(pair(1, List.of("a", "c", "e")))));
        assertThat(apply(withNull, combine(1, new Aggregation.Group())).getFirst())
                .containsExactly(pair(1, Arrays.asList(null, "x", null)));
    }

    @Test
    void combine_ofNothing_isEmptyPartitions() throws Exception {
        assertThat(apply(slices(), combine(2, new Aggregation.Group()))).isEqualTo(List.of(List.of(), List.of()));
    }

    @Test
    void sort_isStableOverTheWholeDataset_bothWays() throws Exception {
        var unsorted = slices(List.of(pair(2, "a"), pair(1, "b"), pair(2, "c")), List.of(), List.of(pair(1, "d")));

        assertThat(apply(unsorted, new Exchange.Sort(NUMBERS, true, 1)))
                .isEqualTo(List.of(List.of(pair(1, "b"), pair(1, "d"), pair(2, "a"), pair(2, "c"))));
        assertThat(apply(unsorted, new Exchange.Sort(NUMBERS, false, 1)))
                .isEqualTo(List.of(List.of(pair(2, "a"), pair(2, "c"), pair(1, "b"), pair(1, "d"))));
    }

    @Test
    void sort_cutsIntoRuns_andHasThePartitionsItSays() throws Exception {
        var unsorted = slices(List.of(pair(3, "a"), pair(1, "b"), pair(2, "c")));

        assertThat(apply(unsorted, new Exchange.Sort(NUMBERS, true, 2)))
                .isEqualTo(List.of(List.of(pair(1, "b"), pair(2, "c")), List.of(pair(3, "a"))));
        assertThat(apply(unsorted, new Exchange.Sort(NUMBERS, true, 7))).hasSize(7);
        assertThat(apply(slices(List.of()), new Exchange.Sort(NUMBERS, true, 2)))
                .isEqualTo(List.of(List.of(), List.of()));
    }
}
