/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.compute.row.PlanTest;
import dev.sparrow.compute.sort.KeySample;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Step;
import dev.sparrow.lineage.Survey;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

@SuppressWarnings("this-escape") // tests that extend it are complete when it makes its plan
public class SortTest extends PlanTest {
    private static final SerializableComparator<Object> BY_NUMBER =
            SerializableComparator.comparing(key -> (Integer) key);

    private Plan plan = newPlan();

    /// Surveys, writes and reads; what each reader gets.
    private List<List<Object>> sort(Exchange.Sort sort, List<List<?>> slices) {
        plan.slices(slices.toArray(List<?>[]::new));
        var partials = new ArrayList<>();
        for (var p = 0; p < slices.size(); p++) {
            partials.add(plan.survey(new Survey.Keys(sort.partitions()), p));
        }
        plan.environment.putSurvey(Plan.SURVEYED, partials);
        for (var p = 0; p < slices.size(); p++) {
            plan.write(sort, p);
        }
        plan.shuffleRead(sort);
        var read = new ArrayList<List<Object>>();
        for (var p = 0; p < sort.partitions(); p++) {
            read.add(plan.collect(p));
        }
        return read;
    }

    private static List<List<?>> pairs(int partitions, int size, IntUnaryOperator key) {
        var slices = new ArrayList<List<?>>();
        for (var p = 0; p < partitions; p++) {
            var slice = new ArrayList<Tuple2<Integer, Integer>>();
            for (var i = 0; i < size; i++) {
                slice.add(Tuple2.of(key.applyAsInt(p * size + i), p * size + i));
            }
            slices.add(slice);
        }
        return slices;
    }

    private static List<Object> sorted(List<List<?>> slices, Comparator<Object> order) {
        return slices.stream()
                .flatMap(Collection::stream)
                .sorted((left, right) -> order.compare(((Tuple2<?, ?>) left)._1(), ((Tuple2<?, ?>) right)._1()))
                .<Object>map(pair -> pair)
                .toList();
    }

    @Test
    void sort_ordersTheWholeDataset_stably_bothWays() {
        var random = new SplittableRandom(3);
        var slices = pairs(5, 2_000, _ -> random.nextInt(1_000));
        for (var ascending : List.of(true, false)) {
            plan = newPlan();
            var sort = new Exchange.Sort(BY_NUMBER, ascending, 7);

            var read = sort(sort, slices);

            assertThat(read.stream().flatMap(List::stream)).containsExactlyElementsOf(sorted(slices, sort.order()));
            assertThat(read).allSatisfy(partition -> assertThat(partition).hasSizeBetween(500, 2_500));
        }
    }

    @Test
    void naturalOrder_givesWhatAComparatorGives_bothWays() {
        var random = new SplittableRandom(4);
        List<IntFunction<Object>> keys =
                List.of(
                        _ -> random.nextInt(1_000),
                        _ -> random.nextLong(),
                        _ -> random.nextInt(-9, 9) / 3.0,
                        _ -> "kä" + random.nextInt(500));
        for (var key : keys) {
            var slices = pairs(4, 2_000, i -> i);
            var keyed = slices.stream().<List<?>>map(slice -> rekeyed(slice, key)).toList();
            for (var ascending : List.of(true, false)) {
                plan = newPlan();
                var sort = new Exchange.Sort(natural(), ascending, 5);

                var read = sort(sort, keyed);

                assertThat(read.stream().flatMap(List::stream))
                        .containsExactlyElementsOf(sorted(keyed, (left, right) -> sort.order().compare(left, right)));
                assertThat(read).allSatisfy(partition -> assertThat(partition).hasSizeBetween(800, 2_600));
            }
        }
    }

    @SuppressWarnings("unchecked") // erased
    private static Comparator<Object> natural() {
        return (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();
    }

    private static List<Tuple2<?, ?>> rekeyed(List<?> slice, IntFunction<Object> key) {
        var keyed = new ArrayList<Tuple2<?, ?>>();
        slice.forEach(pair -> keyed.add(Tuple2.of(key.apply(0), ((Tuple2<?, ?>) pair)._2())));
        return keyed;
    }

    @Test
    void naturalOrder_ofKeysThatCannotBeCompared_isTheUsersFailure() {
        for (var odd : Arrays.<Object>asList(null, 1L, "x")) {
            plan = newPlan();
            var slice = new ArrayList<Object>(pairs(1, 1_000, i -> i).getFirst());
            slice.add(Tuple2.of(odd, 0));
            assertThatThrownBy(() -> sort(new Exchange.Sort(natural(), true, 1), List.of(slice)))
                    .isInstanceOf(UserFailure.class)
                    .hasMessageStartingWith("shuffle at Test.java:1 threw java.lang.");
        }
    }

    @Test
    void sortByKeyAsAStep_ordersAPartitionStably_andStepsFollow() {
        var slice = pairs(1, 5_000, i -> i * 7 % 100).getFirst();
        plan.steps(plan.slices(slice), new Step.SortByKey(BY_NUMBER), new Step.MapValues(value -> (int) value + 1));

        assertThat(plan.collect())
                .containsExactlyElementsOf(
                        sorted(List.of(slice), BY_NUMBER).stream()
                                .map(pair -> (Tuple2<?, ?>) pair)
                                .<Object>map(pair -> Tuple2.of(pair._1(), (int) pair._2() + 1))
                                .toList());
    }

    @Test
    void sort_toOnePartition_needsNoSurvey() {
        plan.slices(List.of(Tuple2.of(2, "x"), Tuple2.of(1, "y")));
        var sort = new Exchange.Sort(BY_NUMBER, true, 1);
        plan.write(sort, 0);
        plan.shuffleRead(sort);

        assertThat(plan.collect()).containsExactly(Tuple2.of(1, "y"), Tuple2.of(2, "x"));
    }

    @Test
    void sort_keepsEqualKeysInOnePartition() {
        var read = sort(new Exchange.Sort(BY_NUMBER, true, 8), pairs(3, 500, i -> i % 2));

        assertThat(read.stream().filter(partition -> !partition.isEmpty())).hasSize(2);
    }

    @Test
    void sort_ofNothing_givesEmptyPartitions() {
        assertThat(sort(new Exchange.Sort(BY_NUMBER, true, 3), List.of(List.of(), List.of())))
                .containsExactly(List.of(), List.of(), List.of());
    }

    @Test
    void bounds_weighSamplesByWhatTheyStandFor() {
        // A partition of 100,000 small keys and one of 2,000 large ones give samples of equal size.
        var slices = new ArrayList<List<?>>();
        slices.addAll(pairs(1, 100_000, i -> i));
        slices.addAll(pairs(1, 2_000, i -> 1_000_000 + i));

        var read = sort(new Exchange.Sort(BY_NUMBER, true, 4), slices);

        assertThat(read).allSatisfy(partition -> assertThat(partition).hasSizeBetween(10_000, 40_000));
    }

    @Test
    void keySurvey_dependsOnThePartitionAloneAndCountsItsKeys() {
        plan.slices(pairs(1, 5_000, i -> i).getFirst());

        var sample = (KeySample) plan.survey(new Survey.Keys(3), 0);

        assertThat(sample.count()).isEqualTo(5_000);
        assertThat(sample.keys()).hasSize(60).doesNotHaveDuplicates();
        assertThat(plan.survey(new Survey.Keys(3), 0)).isEqualTo(sample);
        assertThat(((KeySample) plan.survey(new Survey.Keys(1_000_000), 0)).keys()).hasSize(2_000);
    }

    @Test
    void countSurvey_countsThePartition() {
        plan.slices(List.of(), List.of(1, 2, 3));

        assertThat(plan.survey(new Survey.Counts(), 1)).isEqualTo(3L);
    }

    @Test
    void comparatorThatThrows_isTheUsersFailure() {
        SerializableComparator<Object> broken =
                (_, _) -> {
                    throw new IllegalArgumentException("Comparison method violates its general contract!");
                };

        assertThatThrownBy(() -> sort(new Exchange.Sort(broken, true, 1), pairs(1, 100, i -> i)))
                .isInstanceOf(UserFailure.class)
                .hasMessageStartingWith("shuffle at Test.java:1 threw java.lang.IllegalArgumentException")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparatorThatContradictsItself_isNamed() {
        var random = new SplittableRandom(1);
        SerializableComparator<Object> overflows = (left, right) -> (int) left - (int) right;
        SerializableComparator<Object> moody = (_, _) -> random.nextInt(-1, 2);
        for (var comparator : List.of(overflows, moody)) {
            plan = newPlan();
            var slices = pairs(1, 10_000, _ -> random.nextInt());
            assertThatThrownBy(() -> sort(new Exchange.Sort(comparator, true, 1), slices))
                    .isInstanceOfSatisfying(
                            SparrowException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INCONSISTENT_COMPARATOR))
                    .hasMessageStartingWith("shuffle at Test.java:1 cannot sort: its comparator contradicts itself");
        }
    }
}
