/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// Groups that went to disk leave their tasks by every way with all of their values.
class GroupsOnDiskTest {
    private static final long ROWS = 20_000;
    private static final int KEYS = 3;
    private static final ConcurrentLinkedQueue<Iterable<Long>> STOLEN = new ConcurrentLinkedQueue<>();

    @TempDir Path folder;
    private Sparrow sc;
    private final AtomicLong spilledRows = new AtomicLong();

    /// Its own class, which says nothing of what is in it.
    static final class Holder implements Serializable {
        private static final long serialVersionUID = 1;

        private final long key;

        @SuppressWarnings("serial") // what the test is about
        private final Iterable<Long> values;

        Holder(long key, Iterable<Long> values) {
            this.key = key;
            this.values = values;
        }
    }

    @BeforeEach
    void start() {
        var conf =
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.LOCAL_DIR, folder.toString())
                        .set(Keys.MEMORY_BYTES, "20k");
        sc = new Sparrow(conf);
        sc.addListener(event -> {
            if (event instanceof Event.TaskFinished(_, _, var metrics)) {
                metrics.spills().forEach(spill -> spilledRows.addAndGet(spill.rows()));
            }
        });
        STOLEN.clear();
    }

    @AfterEach
    void stop() {
        sc.close();
    }

    private PairRdd<Long, Iterable<Long>> groups() {
        return sc.range(0, ROWS, 1, 4).keyBy(x -> x % KEYS).groupByKey(2);
    }

    private void assertWhole(long key, Iterable<Long> values) {
        await().untilAsserted(() -> assertThat(spilledRows.get()).isGreaterThan(ROWS / 2));
        var expected = LongStream.range(0, ROWS).filter(x -> x % KEYS == key).boxed().toList();
        assertThat(values).containsExactlyElementsOf(expected);
    }

    private void assertWhole(List<Tuple2<Long, Iterable<Long>>> groups) {
        assertThat(groups).hasSize(KEYS);
        groups.forEach(group -> assertWhole(group._1(), group._2()));
    }

    @Test
    void collectTakeAndIterators_giveAllValues() {
        assertWhole(groups().collect());
        assertWhole(groups().take(KEYS));
        var iterated = new ArrayList<Tuple2<Long, Iterable<Long>>>();
        groups().toLocalIterator().forEachRemaining(iterated::add);
        assertWhole(iterated);
        assertWhole(
                new ArrayList<>(
                        List.copyOf(
                                groups().collectAsMap().entrySet().stream()
                                        .map(entry -> Tuple2.of(entry.getKey(), entry.getValue()))
                                        .toList())));
    }

    @Test
    void lookupReduceFoldAndFirst_giveAllValues() {
        assertWhole(1, groups().lookup(1L).getFirst());
        var first = groups().first();
        assertWhole(first._1(), first._2());
        var reduced = groups().reduce((one, other) -> one._1() < other._1() ? other : one);
        assertWhole(reduced._1(), reduced._2());
        var folded =
                groups().aggregate(
                                new ArrayList<Tuple2<Long, Iterable<Long>>>(),
                                (list, group) -> {
                                    list.add(group);
                                    return list;
                                },
                                (one, other) -> {
                                    one.addAll(other);
                                    return one;
                                });
        assertWhole(folded);
    }

    @Test
    void groupsInObjectsOfAnyClass_haveTheirValues() {
        var holders = groups().map(group -> new Holder(group._1(), group._2())).collect();
        assertThat(holders).hasSize(KEYS);
        holders.forEach(holder -> assertWhole(holder.key, holder.values));
    }

    @Test
    void groupsThatAreKept_leaveWithTheirValues_theFirstTimeToo() {
        for (var level : List.of(StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_AND_DISK, StorageLevel.DISK_ONLY)) {
            var groups = groups().persist(level);
            assertWhole(groups.collect());
            assertWhole(groups.collect());
            groups.unpersist();
        }
    }

    @Test
    void collectedGroups_canBeBroadcast_andOutliveTheContext() {
        var collected = groups().collect();
        var shared = sc.broadcast(collected);
        var sums =
                sc.range(0, 2, 1, 2)
                        .map(_ -> {
                            var count = 0L;
                            for (var group : shared.value()) {
                                for (var _ : group._2()) {
                                    count++;
                                }
                            }
                            return count;
                        });
        assertThat(sums.collect()).containsExactly(ROWS, ROWS);
        sc.close();
        assertWhole(collected);
    }

    @Test
    void whatHasNoGroupInIt_leavesAsItIs() {
        TestMaster.assumeShared("a path cannot be copied");
        var paths = groups().map(group -> Tuple2.of(group._1(), Path.of("a"))).collect();
        assertThat(paths).hasSize(KEYS).allSatisfy(pair -> assertThat(pair._2()).isEqualTo(Path.of("a")));
    }

    @Test
    void groupsInAnAccumulator_areRefusedWithARemedy() {
        var seen = sc.<Iterable<Long>>collectionAccumulator("seen");
        assertThatThrownBy(() -> groups().foreach(group -> seen.add(group._2())))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ELEMENT_NOT_SERIALIZABLE))
                .hasMessageContaining("seen")
                .hasMessageContaining("new ArrayList<>(");

        var copies = sc.<List<Long>>collectionAccumulator("copies");
        groups().foreach(group -> {
            var copy = new ArrayList<Long>();
            group._2().forEach(copy::add);
            copies.add(copy);
        });
        assertThat(copies.value()).hasSize(KEYS);
    }

    @Test
    void groupThatWasTakenOutOfItsTask_saysWhatToDo() throws Exception {
        groups().foreach(group -> STOLEN.add(group._2()));
        assertThat(STOLEN).hasSize(KEYS);
        assertThatThrownBy(() -> STOLEN.peek().forEach(_ -> {}))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("groupByKey at GroupsOnDiskTest.java:")
                .hasMessageContaining("after its task had ended")
                .hasMessageContaining("new ArrayList<>(");
        try (var files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("spill-")))
                    .isEmpty();
        }
    }
}
