/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Compilation;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Operators that put on disk nearly all they hold give what they give in memory, in the same order.
class SpilledOperatorsTest {
    private static final int ROWS = 1_500;

    @TempDir Path folder;
    private final List<Sparrow> contexts = new ArrayList<>();
    private final Map<String, Long> spilledRows = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        contexts.forEach(Sparrow::close);
    }

    private Sparrow context(Compilation compilation, String memory) {
        var conf =
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.PIPELINES, compilation.name())
                        .set(Keys.LOCAL_DIR, folder.toString())
                        .set(Keys.MEMORY_BYTES, memory);
        var sc = new Sparrow(conf);
        contexts.add(sc);
        return sc;
    }

    private Sparrow spilling(Compilation compilation) {
        var sc = context(compilation, "1");
        sc.addListener(event -> {
            if (event instanceof Event.TaskFinished(_, _, var metrics)) {
                metrics.spills().forEach(this::count);
            }
        });
        return sc;
    }

    private void count(TaskMetrics.Spill spill) {
        assertThat(spill.bytes()).isPositive();
        spilledRows.merge(spill.operator().substring(0, spill.operator().indexOf(' ')), spill.rows(), Long::sum);
    }

    /// Pairs whose keys are in disorder, each some times.
    private static PairRdd<Long, String> pairs(Sparrow sc, int keys) {
        return sc.range(0, ROWS, 1, 3).mapToPair(x -> new Tuple2<>(x * 7_919 % keys, "v" + x));
    }

    private static Map<String, Rdd<?>> operators(Sparrow sc) {
        var many = pairs(sc, 1_009);
        var few = pairs(sc, 7);
        var other = sc.range(0, ROWS, 1, 2).mapToPair(x -> new Tuple2<>(x * 104_729 % 1_511, x));
        var by = new HashPartitioner(2);
        List<String> none = new ArrayList<>();
        var made = new LinkedHashMap<String, Rdd<?>>();
        made.put("sortByKey", many.sortByKey(false, 2));
        made.put("sortBy", many.sortBy(pair -> pair._2(), true, 2));
        made.put("sortBy length", many.sortBy(pair -> pair._2().length(), false, 2));
        made.put("repartitionAndSortWithinPartitions", few.repartitionAndSortWithinPartitions(by));
        made.put("sorted numbers", other.keys().sortBy(x -> x, true, 2));
        made.put("reduceByKey", many.reduceByKey(by, (a, b) -> a + b));
        made.put("reduceByKey of numbers", other.reduceByKey(by, Long::sum));
        made.put("aggregateByKey", many.aggregateByKey(none, by, (l, v) -> with(l, v), (l, r) -> joined(l, r)));
        made.put("distinct", few.values().union(few.values()).distinct(2));
        made.put("groupByKey", many.groupByKey(by).mapValues(values -> list(values)));
        made.put("groupByKey of few keys", few.groupByKey(by).mapValues(values -> list(values) + " " + list(values)));
        made.put("cogroup", many.cogroup(other, by).mapValues(both -> list(both._1()) + "/" + list(both._2())));
        made.put("join", many.join(other, by));
        made.put("leftOuterJoin", many.leftOuterJoin(other, by));
        made.put("rightOuterJoin", many.rightOuterJoin(other, by));
        made.put("fullOuterJoin", many.fullOuterJoin(other, by));
        made.put("subtractByKey", many.subtractByKey(other, by));
        made.put("intersection", many.keys().intersection(other.keys()));
        return made;
    }

    private static List<String> with(List<String> list, String value) {
        list.add(value);
        return list;
    }

    private static List<String> joined(List<String> left, List<String> right) {
        left.addAll(right);
        return left;
    }

    private static <T> List<T> list(Iterable<T> values) {
        var list = new ArrayList<T>();
        values.forEach(list::add);
        return list;
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER", "ALWAYS"})
    void operatorsWithoutMemory_giveWhatOthersGive(Compilation compilation) throws Exception {
        var expected = operators(context(compilation, "0"));
        var sc = spilling(compilation);
        for (var spilled : operators(sc).entrySet()) {
            assertThat(spilled.getValue().glom().collect())
                    .as(spilled.getKey())
                    .isEqualTo(expected.get(spilled.getKey()).glom().collect());
            assertThat(EngineAccess.of(sc).executionBytes()).isZero();
        }
        EngineAccess.of(sc).awaitEvents();
        assertThat(spilledRows)
                .containsKeys(
                        "sortByKey",
                        "sortBy",
                        "repartitionAndSortWithinPartitions",
                        "reduceByKey",
                        "aggregateByKey",
                        "groupByKey",
                        "cogroup",
                        "join",
                        "leftOuterJoin",
                        "rightOuterJoin",
                        "fullOuterJoin");
        assertNoSpills();
    }

    private void assertNoSpills() throws Exception {
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("spill-"))).isEmpty();
        }
    }

    @Test
    void explainTells_whatWentToDisk_whatWasMadeAgain_andWhy() {
        var sc = spilling(Compilation.AUTO);
        var sums = pairs(sc, 101).reduceByKey((a, b) -> a + b, 2);
        assertThat(sums.explain()).doesNotContain("So far");
        sums.count();
        assertThat(sums.map(pair -> pair).explain())
                .containsPattern(
                        "So far:\n  reduceByKey at SpilledOperatorsTest.java:\\d+: \\d+ bytes had no room and went to"
                                + " disk\n$");
        EngineAccess.of(sc).loseMapOutput(1);
        sums.count();
        assertThat(sums.explain())
                .containsPattern("bytes had no room and went to disk; partition 1 computed again. .*\\.\n$");
        assertThat(pairs(sc, 7).explain()).doesNotContain("So far");
    }

    /// A job that fails does not wait for its other tasks, so there is none.
    @Test
    void failedTask_leavesNoMemoryAndNoFiles() throws Exception {
        var sc = spilling(Compilation.AUTO);
        var grouped =
                pairs(sc, 7)
                        .groupByKey(1)
                        .mapValues(values -> {
                            if (list(values).size() > 100) {
                                throw new IllegalStateException("no");
                            }
                            return 1;
                        });
        assertThatThrownBy(grouped::collect).isInstanceOf(SparrowException.class);
        assertThat(EngineAccess.of(sc).executionBytes()).isZero();
        assertNoSpills();
    }
}
