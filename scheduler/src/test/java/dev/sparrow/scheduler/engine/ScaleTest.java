/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Long chains, many partitions, many iterations. The time limits catch quadratic growth, not slowness.
@Timeout(180)
class ScaleTest extends ContextTest {
    private final HashPartitioner by = new HashPartitioner(2);

    @Test
    void chainOf100000Maps_isCountedExplainedAndShipped() {
        var sc = context("local[2]");
        Rdd<Long> chain = sc.range(0, 3, 1, 2);
        for (var i = 0; i < 100_000; i++) {
            chain = chain.map(x -> x + 1);
        }
        assertThat(chain.collect()).containsExactly(100_000L, 100_001L, 100_002L);
        assertThat(chain.count()).isEqualTo(3);
        assertThat(chain.explain()).contains("99968 steps");
        assertThat(chain.toDebugString().lines().count()).isEqualTo(100_001);
        assertThat(chain.toString()).startsWith("map at ScaleTest.java:");

        // Shipped: a captured value that can change makes every task's copy go through bytes.
        var captured = new ArrayList<>(List.of(1));
        assertThat(chain.map(x -> x + captured.size()).collect()).containsExactly(100_001L, 100_002L, 100_003L);
    }

    @Test
    void unionOfAThousandDatasets_isRead() {
        var sc = context("local[2]");
        var all = sc.range(0, 1, 1, 1);
        for (var i = 1; i < 1_000; i++) {
            all = all.union(sc.range(i, i + 1, 1, 1));
        }
        assertThat(all.count()).isEqualTo(1_000);
        assertThat(all.reduce(Long::sum)).isEqualTo(499_500);
    }

    @Test
    void manySmallTasks_areRun() {
        var sc = context("local[2]");
        assertThat(sc.range(0, 20_000, 1, 10_000).map(x -> x % 7).distinct(3).count()).isEqualTo(7);
    }

    @Test
    void thousandIterationsOfPageRank_keepMemoryLevel() {
        var sc = context("local[2]");
        var links = links(sc);
        PairRdd<String, Double> ranks = links.mapValues(_ -> 1.0);
        for (var i = 0; i < 1_000; i++) {
            ranks = iteration(links, ranks);
            if (i % 100 == 99) {
                assertThat(ranks.count()).isEqualTo(3);
                awaitFewerOutputs(sc, 8);
            }
        }
        var total = ranks.values().reduce(Double::sum);
        assertThat(total).isBetween(2.999, 3.001);
    }

    /// The job then makes data that no handle reads any more.
    @Test
    void iterationsWhoseHandlesAreGoneBeforeTheJob_keepMemoryLevel() {
        var sc = context("local[2]");
        var links = links(sc);
        PairRdd<String, Double> ranks = links.mapValues(_ -> 1.0);
        for (var i = 0; i < 30; i++) {
            ranks = iteration(links, ranks);
            System.gc();
        }
        assertThat(ranks.count()).isEqualTo(3);
        awaitFewerOutputs(sc, 8);
    }

    private PairRdd<String, Iterable<String>> links(Sparrow sc) {
        return sc.parallelizePairs(
                        List.of(Tuple2.of("a", "b"), Tuple2.of("a", "c"), Tuple2.of("b", "c"), Tuple2.of("c", "a")), 2)
                .groupByKey(by);
    }

    private PairRdd<String, Double> iteration(PairRdd<String, Iterable<String>> links, PairRdd<String, Double> ranks) {
        return links.join(ranks)
                .values()
                .flatMapToPair(pair -> shares(pair._1(), pair._2()))
                .reduceByKey(by, Double::sum)
                .mapValues(sum -> 0.15 + 0.85 * sum);
    }

    /// An iteration leaves two outputs, and `links` has two: more than a few generations must not be kept.
    private static void awaitFewerOutputs(Sparrow sc, int limit) {
        var blocks = EngineAccess.of(sc).blocks();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(blocks.outputs()).hasSizeLessThan(limit);
        });
    }

    private static Iterator<Tuple2<String, Double>> shares(Iterable<String> targets, double rank) {
        var list = new ArrayList<String>();
        targets.forEach(list::add);
        return list.stream().map(target -> new Tuple2<>(target, rank / list.size())).iterator();
    }
}
