/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Peek;
import dev.sparrow.Rdd;
import dev.sparrow.function.SerializableComparator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares what the engine makes of a pipeline with what it must make of it: its elements, and the actions on it.
final class PipelineCheck {
    private PipelineCheck() {}

    static void check(RandomPipeline pipeline) {
        checkElements(pipeline);
        checkActions(pipeline);
    }

    private static void checkElements(RandomPipeline pipeline) {
        var actual = Peek.partitions(pipeline.dataset());
        switch (pipeline.comparison()) {
            case PARTITIONS_EXACT -> assertThat(actual).isEqualTo(pipeline.expected());
            case SEQUENCE -> assertThat(flat(actual)).isEqualTo(flat(pipeline.expected()));
            case MULTISET -> assertThat(counts(flat(actual))).isEqualTo(counts(flat(pipeline.expected())));
            case UNDEFINED -> throw new AssertionError("a pipeline that cannot be compared");
        }
    }

    @SuppressWarnings("unchecked")
    private static void checkActions(RandomPipeline pipeline) {
        var dataset = (Rdd<Object>) pipeline.dataset();
        var limit = (int) Math.floorMod(pipeline.seed(), 10L);
        checkUnorderedActions(dataset, limit, flat(pipeline.expected()));
        switch (pipeline.comparison()) {
            case PARTITIONS_EXACT -> {
                checkOrderedActions(dataset, limit, flat(pipeline.expected()));
                checkFold(dataset, pipeline.expected());
            }
            case SEQUENCE -> checkOrderedActions(dataset, limit, flat(pipeline.expected()));
            case MULTISET, UNDEFINED -> {}
        }
    }

    private static void checkUnorderedActions(Rdd<Object> dataset, int limit, List<Object> expected) {
        SerializableComparator<Integer> order = Integer::compare;
        var digests = dataset.map(element -> Functions.digest(element));
        var sorted = expected.stream().map(Functions::digest).sorted().toList();
        assertThat(dataset.count()).as("count").isEqualTo(expected.size());
        assertThat(dataset.isEmpty()).as("isEmpty").isEqualTo(expected.isEmpty());
        assertThat(dataset.countByValue()).as("countByValue").isEqualTo(counts(expected));
        assertThat(digests.takeOrdered(limit, order)).as("takeOrdered").isEqualTo(first(limit, sorted));
        assertThat(digests.top(limit)).as("top").isEqualTo(first(limit, sorted.reversed()));
    }

    private static void checkOrderedActions(Rdd<Object> dataset, int limit, List<Object> expected) {
        SerializableComparator<Object> byRemainder =
                (left, right) -> Integer.compare(remainder(left), remainder(right));
        var sorted = expected.stream().sorted(byRemainder).toList();
        assertThat(dataset.take(limit)).as("take").isEqualTo(first(limit, expected));
        assertThat(dataset.takeOrdered(limit, byRemainder)).as("stable takeOrdered").isEqualTo(first(limit, sorted));
        if (!expected.isEmpty()) {
            assertThat(dataset.first()).as("first").isEqualTo(expected.getFirst());
            assertThat(dataset.map(element -> Functions.digest(element)).reduce(Functions::compose))
                    .as("reduce")
                    .isEqualTo(expected.stream().map(Functions::digest).reduce(Functions::compose).orElseThrow());
        }
    }

    /// The zero is not neutral: it shows how often it came in.
    private static void checkFold(Rdd<Object> dataset, List<List<Object>> expected) {
        var zero = 12345;
        var folded = zero;
        for (var partition : expected) {
            var partial = partition.stream().map(Functions::digest).reduce(zero, Functions::compose);
            folded = Functions.compose(folded, partial);
        }
        assertThat(dataset.map(element -> Functions.digest(element)).fold(zero, Functions::compose))
                .as("fold")
                .isEqualTo(folded);
    }

    private static int remainder(Object element) {
        return Functions.remainder(Functions.digest(element), 3);
    }

    private static <T> List<T> first(int limit, List<T> elements) {
        return elements.subList(0, Math.min(limit, elements.size()));
    }

    private static List<Object> flat(List<List<Object>> partitions) {
        return partitions.stream().flatMap(List::stream).collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }

    private static Map<Object, Long> counts(List<Object> elements) {
        var counts = new HashMap<Object, Long>();
        elements.forEach(element -> counts.merge(element, 1L, Long::sum));
        return counts;
    }
}
