/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ExchangeTest extends PlanTest {
    private static final HashPartitioner TWO = new HashPartitioner(2);

    /// Two map partitions: keys 1 and 2 in both, null in the second.
    private static final List<Tuple2<Integer, String>> FIRST =
            List.of(Tuple2.of(2, "a"), Tuple2.of(1, "b"), Tuple2.of(2, "c"));

    private static final List<Tuple2<Integer, String>> SECOND =
            List.of(Tuple2.of(1, "d"), Tuple2.of(null, "e"), Tuple2.of(2, "f"), Tuple2.of(1, "g"));

    private final Plan plan = newPlan();

    /// What both map partitions wrote, and then what each reader gets.
    private List<List<Object>> exchange(Exchange exchange) {
        plan.slices(FIRST, SECOND);
        plan.write(exchange, 0);
        plan.write(exchange, 1);
        plan.shuffleRead(exchange);
        var read = new ArrayList<List<Object>>();
        for (var p = 0; p < exchange.partitions(); p++) {
            read.add(plan.collect(p));
        }
        return read;
    }

    @Test
    void partition_sendsPairsToTheirKeysPlace_inMapPartitionOrder() {
        assertThat(exchange(new Exchange.Partition(TWO)))
                .containsExactly(
                        List.of(Tuple2.of(2, "a"), Tuple2.of(2, "c"), Tuple2.of(null, "e"), Tuple2.of(2, "f")),
                        List.of(Tuple2.of(1, "b"), Tuple2.of(1, "d"), Tuple2.of(1, "g")));
        assertThat(plan.environment.counters().shuffleRecordsWritten).isEqualTo(7);
        assertThat(plan.environment.counters().shuffleRecordsRead).isEqualTo(7);
        assertThat(plan.environment.openSinks()).isZero();
    }

    @Test
    void rebalance_dealsInTurns_beginningAtThePartitionsIndex() {
        plan.slices(List.of(), List.of("a", "b", "c", "d"));

        assertThat(plan.write(new Exchange.Rebalance(3), 1))
                .containsExactly(List.of("c"), List.of("a", "d"), List.of("b"));
    }

    @Test
    void reduce_combinesBeforeAndAfterMoving() {
        var reduce = new Aggregation.Reduce((left, right) -> left + "" + right);

        assertThat(exchange(new Exchange.Combine(TWO, reduce)))
                .containsExactly(List.of(Tuple2.of(2, "acf"), Tuple2.of(null, "e")), List.of(Tuple2.of(1, "bdg")));
        assertThat(plan.environment.counters().shuffleRecordsWritten).isEqualTo(5);
    }

    @Test
    void fold_startsEachKeyOfEachMapPartitionFromItsOwnZero() {
        var zero = new ArrayList<>(List.of("0"));
        var fold =
                new Aggregation.Fold(
                        zero,
                        (list, value) -> with(list, value),
                        (left, right) -> {
                            asList(right).forEach(value -> with(left, value));
                            return left;
                        });

        assertThat(exchange(new Exchange.Combine(TWO, fold)))
                .containsExactly(
                        List.of(Tuple2.of(2, List.of("0", "a", "c", "0", "f")), Tuple2.of(null, List.of("0", "e"))),
                        List.of(Tuple2.of(1, List.of("0", "b", "0", "d", "g"))));
        assertThat(zero).containsExactly("0");
    }

    @Test
    void combine_createsSequencesAndMerges() {
        assertThat(exchange(new Exchange.Combine(TWO, marking(true))))
                .containsExactly(
                        List.of(Tuple2.of(2, "[a]c|[f]"), Tuple2.of(null, "[e]")), List.of(Tuple2.of(1, "[b]|[d]g")));
    }

    @Test
    void combine_withoutMapSide_movesValuesAndSequencesThem() {
        assertThat(exchange(new Exchange.Combine(TWO, marking(false))))
                .containsExactly(
                        List.of(Tuple2.of(2, "[a]cf"), Tuple2.of(null, "[e]")), List.of(Tuple2.of(1, "[b]dg")));
        assertThat(plan.environment.counters().shuffleRecordsWritten).isEqualTo(7);
    }

    private static Aggregation marking(boolean mapSide) {
        return new Aggregation.Combine(
                value -> "[" + value + "]",
                (combined, value) -> combined + "" + value,
                (left, right) -> left + "|" + right,
                mapSide);
    }

    @Test
    void group_listsAllValues() {
        assertThat(exchange(new Exchange.Combine(TWO, new Aggregation.Group())))
                .containsExactly(
                        List.of(Tuple2.of(2, List.of("a", "c", "f")), Tuple2.of(null, List.of("e"))),
                        List.of(Tuple2.of(1, List.of("b", "d", "g"))));
    }

    @Test
    void partitionerOutOfRange_namesKeyAnswerAndRange() {
        plan.slices(List.of(Tuple2.of("k", 1)));

        assertThatThrownBy(() -> plan.write(new Exchange.Partition(new Fixed(4, 4)), 0))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessage(
                        "exchange at Test.java:1 cannot place key 'k': getPartition of "
                                + Fixed.class.getTypeName()
                                + " returned 4, but its partitions are 0 to 3.");
        assertThat(plan.environment.openSinks()).isZero();
        assertThat(plan.environment.blocks(Plan.SHUFFLE)).isEmpty();
    }

    @Test
    void partitionerThatThrows_isTheUsersFailure() {
        plan.slices(List.of(Tuple2.of("k", 1)));

        assertThatThrownBy(() -> plan.write(new Exchange.Partition(new Fixed(4, -1)), 0))
                .isInstanceOf(UserFailure.class)
                .hasMessage(
                        "exchange at Test.java:1 threw java.lang.UnsupportedOperationException: k for the element 'k'")
                .hasCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keyWithoutStableHash_isRefusedUnwrapped() {
        plan.slices(List.of(Tuple2.of(new int[] {1}, 1)));

        assertThatThrownBy(() -> plan.write(new Exchange.Partition(TWO), 0))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSTABLE_KEY));
    }

    @Test
    void elementsThatAreNoPairs_areRefusedByEveryExchangeOfPairs() {
        plan.slices(List.of("text"));
        for (var exchange :
                List.of(
                        new Exchange.Partition(TWO),
                        new Exchange.Combine(TWO, new Aggregation.Group()),
                        new Exchange.Combine(TWO, new Aggregation.Reduce((x, _) -> x)),
                        new Exchange.Sort((_, _) -> 0, true, 1))) {
            assertThatThrownBy(() -> plan.write(exchange, 0))
                    .hasMessageContaining("exchange at Test.java:1 works on pairs, but met an element of type");
        }
    }

    @SuppressWarnings("unchecked") // the test's own list
    private static List<Object> asList(Object list) {
        return (List<Object>) list;
    }

    private static Object with(Object list, Object value) {
        asList(list).add(value);
        return list;
    }

    private static final class Fixed extends Partitioner {
        private static final long serialVersionUID = 1;
        private final int partitions;
        private final int answer;

        private Fixed(int partitions, int answer) {
            this.partitions = partitions;
            this.answer = answer;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            if (answer < 0) {
                throw new UnsupportedOperationException(String.valueOf(key));
            }
            return answer;
        }
    }
}
