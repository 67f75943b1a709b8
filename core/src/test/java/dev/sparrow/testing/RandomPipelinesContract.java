/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Peek;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.function.SerializableComparator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Random pipelines give on an engine what they give on the reference evaluator.
///
/// Every third one runs in a context that keeps nothing between stages in memory. `-Dseeds=5000` runs more of them,
/// `-Dseed=17` only that one.
public abstract class RandomPipelinesContract {
    private static final int SEEDS = 500;

    @TempDir Path folder;

    /// Opens a context with these settings and what the engine itself needs.
    protected abstract Sparrow start(SparrowConf conf);

    @Test
    void randomPipelines_computeWhatTheReferenceComputes() throws Exception {
        var only = Long.getLong("seed");
        var seeds =
                only == null
                        ? LongStream.rangeClosed(1, Integer.getInteger("seeds", SEEDS)).toArray()
                        : new long[] {only};
        try (var inMemory = start(settings());
                var onDisk = start(settings().set(Keys.SHUFFLE_MEMORY_BYTES, "1"))) {
            for (var seed : seeds) {
                check(seed % 3 == 0 ? onDisk : inMemory, seed, folder);
            }
        }
    }

    /// What pipelines need of a context besides an engine: small splits, so that lines cross their borders.
    public static SparrowConf settings() {
        return new SparrowConf().set(Keys.TEXT_SPLIT_BYTES_MAX, "100");
    }

    /// One pipeline: its elements, and the actions on it.
    ///
    /// @param folder for its text files
    /// @throws AssertionError with the seed and the pipeline in its message
    public static void check(Sparrow sc, long seed, Path folder) throws Exception {
        var pipeline = RandomPipeline.generate(sc, seed, folder);
        try {
            checkElements(pipeline);
            checkActions(pipeline);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Random pipeline failed: " + pipeline + "\n" + e.getMessage(), e);
        }
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
        assertThat(dataset.take(limit)).as("take").isEqualTo(first(limit, expected));
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
