/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Windows;
import dev.sparrow.compute.row.FakeEnvironment;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/// What `distinct` sends of the elements of one partition.
class FirstPairsTest {
    private static final int ROWS = 50_000;

    @TempDir private Path folder;

    private record Collected(List<Object> pairs) implements WindowSink {
        @Override
        public boolean accept(Object pair) {
            return pairs.add(pair);
        }

        @Override
        public boolean accept(Window window) {
            for (var row = 0; row < window.size(); row++) {
                pairs.add(window.get(row));
            }
            return true;
        }
    }

    private static List<Object> pairs(int keys, boolean odd) {
        var random = new SplittableRandom(keys);
        var pairs = new ArrayList<>();
        for (var i = 0; i < ROWS; i++) {
            var key = random.nextLong(keys);
            pairs.add(Tuple2.of(odd && key % 100 == 0 ? (Object) ("key" + key) : (Object) key, true));
        }
        return pairs;
    }

    private static List<Object> sent(List<Object> pairs, FakeEnvironment environment) {
        var sent = new ArrayList<>();
        Windows.feed(
                pairs,
                new SplittableRandom(1),
                new FirstPairs(new Collected(sent), Plan.label("distinct"), environment));
        return sent;
    }

    @Test
    void eachKeyIsSentOnce_asItComes() {
        for (var odd : List.of(false, true)) {
            var pairs = pairs(1_000, odd);
            assertThat(sent(pairs, new FakeEnvironment(Compilation.AUTO)))
                    .isEqualTo(List.copyOf(new LinkedHashSet<>(pairs)));
        }
    }

    @Test
    void whereHardlyAnyKeyIsMetAgain_allPairsAreSent() {
        var pairs = differentPairs(1 << 17);
        pairs.addAll(pairs.subList(0, 100));
        assertThat(sent(pairs, new FakeEnvironment(Compilation.AUTO))).isEqualTo(pairs);
    }

    @Test
    void whereSomeKeysAreMetAgain_eachIsSentOnce() {
        var pairs = differentPairs(1 << 17);
        pairs.addAll(0, Collections.nCopies(1_000, pairs.getLast()));
        pairs.addAll(pairs.subList(0, 2_000));
        assertThat(sent(pairs, new FakeEnvironment(Compilation.AUTO)))
                .isEqualTo(List.copyOf(new LinkedHashSet<>(pairs)));
    }

    private static List<Object> differentPairs(int count) {
        var pairs = new ArrayList<>();
        for (var i = 0L; i < count; i++) {
            pairs.add(Tuple2.of(i, true));
        }
        return pairs;
    }

    @Test
    void keysThatFindNoRoom_areSentAgain_inTheirOrder() {
        try (var store = new BlockStore(new MemoryLimits(100_000, 100_000, 100_000), folder)) {
            for (var odd : List.of(false, true)) {
                for (var keys : List.of(1_000, 10_000, ROWS * 100)) {
                    var environment = new FakeEnvironment(Compilation.AUTO);
                    environment.spillTo(store);
                    var pairs = pairs(keys, odd);
                    var sent = sent(pairs, environment);
                    assertThat(new ArrayList<>(new LinkedHashSet<>(sent)))
                            .as("%d keys", keys)
                            .isEqualTo(new ArrayList<>(new LinkedHashSet<>(pairs)));
                    assertThat(environment.counters().spills()).isEmpty();
                    if (keys > ROWS) {
                        assertThat(sent).hasSize(ROWS);
                        assertThat(store.budget().used().executionBytes()).isZero();
                    }
                    environment.memory().close();
                }
            }
        }
    }
}
