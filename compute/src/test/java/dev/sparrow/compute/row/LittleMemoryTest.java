/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Windows;
import dev.sparrow.compute.aggregate.Combiner;
import dev.sparrow.compute.join.JoinBuild;
import dev.sparrow.config.Compilation;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What tables hold that grow though they take no more keys.
class LittleMemoryTest {
    @TempDir Path folder;
    private final List<BlockStore> stores = new ArrayList<>();

    @AfterEach
    void close() {
        stores.forEach(BlockStore::close);
    }

    private FakeEnvironment environment(long bytes) {
        var environment = new FakeEnvironment(Compilation.AUTO);
        var store = new BlockStore(new MemoryLimits(bytes, bytes, bytes), folder);
        stores.add(store);
        environment.spillTo(store);
        return environment;
    }

    private static List<Tuple2<Object, Object>> pairs(int count, int keys, long seed) {
        var random = new SplittableRandom(seed);
        var pairs = new ArrayList<Tuple2<Object, Object>>();
        for (var i = 0; i < count; i++) {
            // Keys that come late have fewer values.
            pairs.add(Tuple2.of("key" + random.nextInt(1 + i * keys / count), (long) i));
        }
        return pairs;
    }

    private static Object with(Object list, Object value) {
        @SuppressWarnings("unchecked") // as [#lists] makes it
        var into = (List<Object>) list;
        into.add(value);
        return into;
    }

    private static Aggregation lists() {
        return new Aggregation.Combine(
                value -> with(new ArrayList<>(), value), LittleMemoryTest::with, (left, _) -> left, false);
    }

    private static List<Object> combined(List<Tuple2<Object, Object>> pairs, FakeEnvironment environment) {
        var combiner = Combiner.ofValues(lists(), Plan.label("combineByKey"), environment);
        Windows.feed(pairs, new SplittableRandom(1), combiner);
        return Windows.elements(combiner.windows());
    }

    @Test
    void growingStates_goToDisk_andGoOnInTheirOrder() {
        var pairs = pairs(20_000, 300, 1);
        var expected = combined(pairs, new FakeEnvironment(Compilation.AUTO));
        for (var bytes : List.of(20_000L, 60_000L, 200_000L)) {
            var environment = environment(bytes);
            assertThat(combined(pairs, environment)).as("%d bytes", bytes).isEqualTo(expected);
            assertThat(environment.counters().spills()).isNotEmpty();
        }
    }

    @Test
    void stateThatAloneIsTooLarge_namesOperatorPartitionBytesAndKey() {
        var pairs = pairs(20_000, 10, 1).stream().map(pair -> Tuple2.of((Object) "hot", pair._2())).toList();
        assertThatThrownBy(() -> combined(pairs, environment(100_000)))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES))
                .hasMessageMatching(
                        "combineByKey at Test.java:1 \\(partition 3\\) cannot hold what it has made of the values of key"
                                + " 'hot': about \\d{6} bytes, where all tables of the process may take 100000\\..*");
    }

    private static List<Object> joined(
            JoinKind kind,
            List<Tuple2<Object, Object>> lefts,
            List<Tuple2<Object, Object>> rights,
            FakeEnvironment environment) {
        var sink = new JoinBuild(kind, Plan.label("join"), environment);
        Windows.feed(rights, new SplittableRandom(1), sink);
        var joined = new ArrayList<>();
        if (sink.rounds().isPresent()) {
            var rounds = sink.rounds().orElseThrow();
            lefts.forEach(rounds::left);
            return Windows.elements(rounds.windows());
        }
        for (var left : lefts) {
            var slot = sink.table().ask(left._1());
            if (slot >= 0) {
                sink.table().joined(left, slot).forEachRemaining(joined::add);
            } else if (kind.keepsLeft() || kind == JoinKind.ANTI) {
                joined.add(sink.table().unmatched(left));
            }
        }
        if (kind.keepsRight()) {
            sink.table().unmatched().forEachRemaining(joined::add);
        }
        return joined;
    }

    /// One key has half of the right pairs: no bucket of its size fits.
    @ParameterizedTest
    @EnumSource
    void rightValuesOfAJoin_goToDisk(JoinKind kind) {
        var rights = new ArrayList<>(pairs(4_000, 1_000, 2));
        rights.replaceAll(pair -> (Long) pair._2() % 2 == 0 ? Tuple2.of("hot", pair._2()) : pair);
        var lefts = new ArrayList<>(pairs(300, 1_500, 3));
        lefts.set(100, Tuple2.of("hot", null));
        lefts.set(200, Tuple2.of("hot", 0L));
        var expected = joined(kind, lefts, rights, new FakeEnvironment(Compilation.AUTO));
        for (var bytes : List.of(1L, 50_000L, 150_000L)) {
            var environment = environment(bytes);
            assertThat(joined(kind, lefts, rights, environment)).as("%d bytes", bytes).isEqualTo(expected);
            // The keys alone have room.
            assertThat(environment.counters().spills().isEmpty()).isEqualTo(bytes > 100_000 && !kind.pairsValues());
        }
    }
}
