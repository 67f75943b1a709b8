/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.slices;
import static dev.sparrow.reference.Nodes.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.Step;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class ReferenceStepsTest {
    private final Lineage numbers = slices(List.of(1, 2), List.of(), List.of(3));
    private final Lineage pairs = slices(List.of(pair("a", 1), pair("b", 2), pair("a", 3)), List.of(pair(null, 4)));

    private static List<List<Object>> apply(Lineage parent, Step step) throws Exception {
        return Reference.evaluate(step(parent, step));
    }

    @Test
    void map_keepsPlacesAndNulls() throws Exception {
        var withNull = slices(Arrays.asList(1, null), List.of());

        assertThat(apply(withNull, new Step.Map(x -> x == null ? 0 : null)))
                .isEqualTo(List.of(Arrays.asList(null, 0), List.of()));
    }

    @Test
    void mapToDouble_boxesNothingElse() throws Exception {
        assertThat(apply(numbers, new Step.MapToDouble(x -> (int) x / 2.0)))
                .isEqualTo(List.of(List.of(0.5, 1.0), List.of(), List.of(1.5)));
    }

    @Test
    void filter_keepsOrderAndEmptyPartitions() throws Exception {
        assertThat(apply(numbers, new Step.Filter(x -> (int) x != 3)))
                .isEqualTo(List.of(List.of(1, 2), List.of(), List.of()));
    }

    @Test
    void flatMap_putsResultsInPlaceOfTheElement() throws Exception {
        assertThat(apply(numbers, new Step.FlatMap(x -> Collections.nCopies((int) x - 1, x).iterator())))
                .isEqualTo(List.of(List.of(2), List.of(), List.of(3, 3)));
    }

    @Test
    void keyBy_pairsKeyWithElement() throws Exception {
        assertThat(apply(numbers, new Step.KeyBy(x -> (int) x % 2)))
                .isEqualTo(List.of(List.of(pair(1, 1), pair(0, 2)), List.of(), List.of(pair(1, 3))));
    }

    @Test
    void mapValues_leavesKeys() throws Exception {
        assertThat(apply(pairs, new Step.MapValues(v -> (int) v * 10)))
                .isEqualTo(List.of(List.of(pair("a", 10), pair("b", 20), pair("a", 30)), List.of(pair(null, 40))));
    }

    @Test
    void flatMapValues_repeatsKeys() throws Exception {
        assertThat(
                        apply(
                                pairs,
                                new Step.FlatMapValues(v ->
                                        (int) v == 2
                                                ? Collections.emptyIterator()
                                                : Arrays.<Object>asList(v, null).iterator())))
                .isEqualTo(
                        List.of(
                                List.of(pair("a", 1), pair("a", null), pair("a", 3), pair("a", null)),
                                List.of(pair(null, 4), pair(null, null))));
    }

    @Test
    void mapPartitions_seesIndexAndElements_alsoOfAnEmptyPartition() throws Exception {
        var step =
                new Step.MapPartitions(
                        (index, elements) -> {
                            var sum = 0;
                            while (elements.hasNext()) {
                                sum += (int) elements.next();
                            }
                            return List.<Object>of(index, sum).iterator();
                        },
                        false);

        assertThat(apply(numbers, step)).isEqualTo(List.of(List.of(0, 3), List.of(1, 0), List.of(2, 3)));
    }

    @Test
    void mapPartitions_mayReturnItsInput() throws Exception {
        assertThat(apply(numbers, new Step.MapPartitions((_, elements) -> elements, true)))
                .isEqualTo(List.of(List.of(1, 2), List.of(), List.of(3)));
    }

    @Test
    void glom_makesOneListOfEachPartition() throws Exception {
        assertThat(apply(slices(Arrays.asList(1, null), List.of()), new Step.Glom()))
                .isEqualTo(List.of(List.of(Arrays.asList(1, null)), List.of(List.of())));
    }

    @Test
    void zipWithIndex_countsOverAllPartitions() throws Exception {
        assertThat(apply(slices(List.of(), List.of("a", "b"), List.of(), List.of("c")), new Step.ZipWithIndex()))
                .isEqualTo(
                        List.of(List.of(), List.of(pair("a", 0L), pair("b", 1L)), List.of(), List.of(pair("c", 2L))));
    }

    @Test
    void combineInPlace_combinesWithinPartitionsOnly() throws Exception {
        var parent = slices(List.of(pair("b", 1), pair("a", 2), pair("b", 3)), List.of(), List.of(pair("b", 4)));

        assertThat(apply(parent, new Step.CombineInPlace(new Aggregation.Reduce((x, y) -> (int) x - (int) y))))
                .isEqualTo(List.of(List.of(pair("b", -2), pair("a", 2)), List.of(), List.of(pair("b", 4))));
        assertThat(apply(parent, new Step.CombineInPlace(new Aggregation.Group())))
                .isEqualTo(
                        List.of(
                                List.of(pair("b", List.of(1, 3)), pair("a", List.of(2))),
                                List.of(),
                                List.of(pair("b", List.of(4)))));
    }

    @Test
    void sampleWithoutReplacement_drawsOncePerElementFromThePartitionsOwnSeed() throws Exception {
        var elements = IntStream.range(0, 200).boxed().toList();
        var expected = new ArrayList<List<Object>>();
        for (var partition = 0; partition < 2; partition++) {
            var random = new SplittableRandom(SampleDraws.mix(42, partition));
            var kept = new ArrayList<Object>();
            for (var element : elements) {
                if (random.nextDouble() < 0.3) {
                    kept.add(element);
                }
            }
            expected.add(kept);
        }

        var sampled = apply(slices(elements, elements), new Step.Sample(false, 0.3, 42));

        assertThat(sampled).isEqualTo(expected);
        assertThat(sampled.get(0)).isNotEqualTo(sampled.get(1)).hasSizeBetween(30, 90);
    }

    @Test
    void sampleWithoutReplacement_ofNothingAndOfAll() throws Exception {
        assertThat(apply(numbers, new Step.Sample(false, 0, 1))).isEqualTo(List.of(List.of(), List.of(), List.of()));
        assertThat(apply(numbers, new Step.Sample(false, 1, 1)))
                .isEqualTo(List.of(List.of(1, 2), List.of(), List.of(3)));
    }

    @Test
    void sampleWithReplacement_repeatsInPlace_aboutFractionTimes() throws Exception {
        var elements = IntStream.range(0, 1000).boxed().toList();
        var sampled = apply(slices(elements), new Step.Sample(true, 2.5, 7)).getFirst();

        assertThat(sampled).isSortedAccordingTo((left, right) -> Integer.compare((int) left, (int) right));
        assertThat(sampled).hasSizeBetween(2300, 2700);
        // The first element's count by hand: factors until the product is at most exp(-2.5), less one.
        var random = new SplittableRandom(SampleDraws.mix(7, 0));
        var count = -1;
        for (var product = 1.0; product > Math.exp(-2.5); count++) {
            product *= random.nextDouble();
        }
        assertThat(Collections.frequency(sampled, 0)).isEqualTo(count);
    }

    @Test
    void sampleWithReplacement_ofFractionZeroIsEmpty_andOfALargeMeanIsDrawnInParts() throws Exception {
        assertThat(apply(numbers, new Step.Sample(true, 0, 1))).isEqualTo(List.of(List.of(), List.of(), List.of()));
        assertThat(apply(slices(List.of("x")), new Step.Sample(true, 5000, 1)).getFirst()).hasSizeBetween(4600, 5400);
    }

    @Test
    void sortByKey_ordersEachPartition_stably() throws Exception {
        var parent = slices(List.of(pair(2, "a"), pair(1, "b"), pair(2, "c"), pair(1, "d")), List.of(pair(0, "e")));

        assertThat(apply(parent, new Step.SortByKey((x, y) -> Integer.compare((int) x, (int) y))))
                .isEqualTo(
                        List.of(
                                List.of(pair(1, "b"), pair(1, "d"), pair(2, "a"), pair(2, "c")),
                                List.of(pair(0, "e"))));
    }

    @Test
    void whatAFunctionThrows_comesOutAsItIs() {
        assertThatThrownBy(() ->
                        apply(
                                numbers,
                                new Step.Map(_ -> {
                                    throw new IOException("no");
                                })))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
    }
}
