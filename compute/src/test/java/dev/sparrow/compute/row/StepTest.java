/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

class StepTest extends PlanTest {
    private final Plan plan = newPlan();

    private List<Object> through(List<?> elements, Step... steps) {
        plan.steps(plan.slices(elements), steps);
        return plan.collect();
    }

    @Test
    void map_appliesItsFunctionToEachElement_nullsIncluded() {
        assertThat(through(Arrays.asList(1, null), new Step.Map(value -> value == null ? "none" : value + "!")))
                .containsExactly("1!", "none");
    }

    @Test
    void chain_runsInOrder() {
        assertThat(
                        through(
                                List.of(1, 2, 3, 4),
                                new Step.Filter(value -> (int) value % 2 == 0),
                                new Step.Map(value -> (int) value * 10),
                                new Step.MapToDouble(value -> (int) value / 8.0)))
                .containsExactly(2.5, 5.0);
    }

    @Test
    void flatMap_givesEachIteratorToTheEnd_alsoNested() {
        var twice = new Step.FlatMap(value -> List.<Object>of(value, value + "'").iterator());
        var none =
                new Step.FlatMap(value -> value.equals("b") ? Collections.emptyIterator() : List.of(value).iterator());

        assertThat(through(List.of("a", "b", "c"), none, twice, twice))
                .containsExactly("a", "a'", "a'", "a''", "c", "c'", "c'", "c''");
    }

    @Test
    void pairs_areKeyedMappedAndFlatMapped() {
        assertThat(
                        through(
                                List.of("x", "yy"),
                                new Step.KeyBy(value -> ((String) value).length()),
                                new Step.MapValues(value -> value + "z"),
                                new Step.FlatMapValues(value -> List.<Object>of(value, "end").iterator())))
                .containsExactly(Tuple2.of(1, "xz"), Tuple2.of(1, "end"), Tuple2.of(2, "yyz"), Tuple2.of(2, "end"));
    }

    @Test
    void mapPartitions_getsIndexAndElements_withStepsBeforeAndBehind() {
        plan.steps(
                plan.slices(List.of(), List.of(1, 2, 3)),
                new Step.Map(value -> (int) value + 1),
                new Step.MapPartitions(
                        (index, elements) -> {
                            var all = new ArrayList<>();
                            elements.forEachRemaining(all::add);
                            return List.<Object>of(index, all).iterator();
                        },
                        false),
                new Step.Map(value -> "<" + value + ">"));

        assertThat(plan.collect(1)).containsExactly("<1>", "<[2, 3, 4]>");
        assertThat(plan.collect(0)).containsExactly("<0>", "<[]>");
    }

    @Test
    void glom_makesOneListAlsoOfNothing() {
        assertThat(through(List.of(1, 2), new Step.Glom(), new Step.Glom())).containsExactly(List.of(List.of(1, 2)));
        assertThat(through(List.of(), new Step.Glom())).containsExactly(List.of());
    }

    @Test
    void sample_withoutReplacement_drawsOnceForEachElement() {
        var elements = numbers(1_000);
        var random = new SplittableRandom(SampleDraws.mix(42, 0));
        var expected = elements.stream().filter(_ -> random.nextDouble() < 0.3).toList();

        assertThat(through(elements, new Step.Sample(false, 0.3, 42))).isEqualTo(expected);
    }

    @Test
    void sample_withReplacement_drawsPoissonTimesAsKnuthSays() {
        for (var mean : new double[] {0, 0.7, 3, 500, 1_200}) {
            var random = new SplittableRandom(SampleDraws.mix(7, 0));
            var expected = new ArrayList<>();
            for (var element : numbers(50)) {
                expected.addAll(Collections.nCopies(poisson(mean, random), element));
            }
            assertThat(through(numbers(50), new Step.Sample(true, mean, 7))).as("mean " + mean).isEqualTo(expected);
        }
    }

    private static int poisson(double mean, SplittableRandom random) {
        if (mean > 500) {
            return poisson(500, random) + poisson(mean - 500, random);
        }
        var factors = 0;
        var product = 1.0;
        do {
            product *= random.nextDouble();
            factors++;
        } while (product > Math.exp(-mean));
        return factors - 1;
    }

    private static List<Object> numbers(int count) {
        var numbers = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void zipWithIndex_ofTheFirstPartition_needsNoSurvey() {
        assertThat(through(List.of("a", "b"), new Step.ZipWithIndex()))
                .containsExactly(Tuple2.of("a", 0L), Tuple2.of("b", 1L));
    }

    @Test
    void zipWithIndex_ofALaterPartition_beginsBehindTheOthers() {
        plan.environment.putSurvey(Plan.SURVEYED, List.of(5L, 0L, 2L));
        plan.steps(plan.slices(List.of(), List.of(), List.of("a", "b")), new Step.ZipWithIndex());

        assertThat(plan.collect(2)).containsExactly(Tuple2.of("a", 5L), Tuple2.of("b", 6L));
    }

    @Test
    void zipWithIndex_ofMoreElementsThanALongCounts_isAnOverflow() {
        plan.environment.putSurvey(Plan.SURVEYED, List.of(Long.MAX_VALUE, 1L, 1L));
        plan.steps(plan.slices(List.of(), List.of(), List.of("a")), new Step.ZipWithIndex());

        assertThatThrownBy(() -> plan.collect(2))
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERFLOW))
                .hasMessageContaining("zipWithIndex at Test.java:1 has more elements than a long can count");
    }

    @Test
    void combineInPlace_combinesPerKeyInOrderOfFirstOccurrence() {
        var pairs = List.of(Tuple2.of("b", 1), Tuple2.of("a", 2), Tuple2.of("b", 3));

        assertThat(
                        through(
                                pairs,
                                new Step.CombineInPlace(new Aggregation.Reduce((x, y) -> (int) x + (int) y)),
                                new Step.MapValues(value -> "=" + value)))
                .containsExactly(Tuple2.of("b", "=4"), Tuple2.of("a", "=2"));
    }

    @Test
    void nullFromAPredicate_isRefusedByName() {
        assertThatThrownBy(() -> through(List.of(17), new Step.Filter(_ -> null)))
                .isInstanceOf(SparrowException.class)
                .hasMessage("filter at Test.java:1 returned null for 17. A predicate returns true or false.");
    }

    @Test
    void nullInPlaceOfAnIterator_isRefusedByName() {
        var flatMap = new Step.FlatMap(_ -> null);
        var flatMapValues = new Step.FlatMapValues(_ -> null);
        var mapPartitions = new Step.MapPartitions((_, _) -> null, false);

        assertThatThrownBy(() -> through(List.of(1), flatMap))
                .isInstanceOf(SparrowException.class)
                .hasMessageStartingWith("flatMap at Test.java:1 returned null where an iterator was expected.");
        assertThatThrownBy(() -> through(List.of(Tuple2.of(1, 1)), flatMapValues))
                .hasMessageStartingWith("flatMapValues at Test.java:1 returned null where an iterator was expected.");
        assertThatThrownBy(() -> through(List.of(1), mapPartitions))
                .hasMessageStartingWith("mapPartitions at Test.java:1 returned null where an iterator was expected.");
    }

    @Test
    void elementsThatAreNoPairs_areRefusedByName() {
        Iterator<Object> empty = Collections.emptyIterator();
        for (var step :
                List.of(
                        new Step.MapValues(value -> value),
                        new Step.FlatMapValues(_ -> empty),
                        new Step.CombineInPlace(new Aggregation.Group()))) {
            assertThatThrownBy(() -> through(List.of("text"), step))
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining(
                            "at Test.java:1 works on pairs, but met an element of type java.lang.String.");
        }
        assertThatThrownBy(() -> through(Collections.singletonList(null), new Step.MapValues(value -> value)))
                .hasMessageContaining("but met null.");
    }

    @Test
    void take_runsFunctionsOnlyForWhatItTakes() {
        var called = new int[1];
        plan.steps(
                plan.slices(List.of(1, 2, 3, 4)),
                new Step.Map(value -> {
                    called[0]++;
                    return value;
                }));

        assertThat(plan.act(new Action.Take(2))).isEqualTo(List.of(1, 2));
        assertThat(called[0]).isEqualTo(2);
        assertThat(plan.act(new Action.Take(0))).isEqualTo(List.of());
        assertThat(called[0]).isEqualTo(2);
    }
}
