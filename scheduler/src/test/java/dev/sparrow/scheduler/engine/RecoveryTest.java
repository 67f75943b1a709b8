/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Tasks that fail, blocks that are lost, exchanges that jobs share.
class RecoveryTest extends ContextTest {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static int failUntilCall(int call, int x) throws IOException {
        if (x == 3 && CALLS.incrementAndGet() < call) {
            throw new IOException("call " + CALLS.get());
        }
        return x;
    }

    @Test
    void taskThatFailsThreeTimes_givesTheRightAnswerWithFourFailuresAllowed() {
        CALLS.set(0);
        var sc = context("local[2,4]");
        var sum = sc.parallelize(List.of(1, 2, 3, 4), 4).map(x -> failUntilCall(4, x)).reduce(Integer::sum);
        assertThat(sum).isEqualTo(10);
        assertThat(CALLS).hasValue(4);
    }

    @Test
    void fourthFailure_failsTheJobWithAMessageToActOn() {
        CALLS.set(0);
        var sc = context("local[2,4]");
        var failing = sc.parallelize(List.of(1, 2, 3, 4), 4).map(x -> failUntilCall(100, x));
        assertThatThrownBy(() -> failing.reduce(Integer::sum))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessageContaining("reduce at RecoveryTest.java:")
                .hasMessageContaining("map at RecoveryTest.java:")
                .hasMessageContaining("partition 2")
                .hasMessageContaining("attempt 4 of 4")
                .hasMessageContaining("java.io.IOException: call 4");
        assertThat(CALLS).hasValue(4);
    }

    @Test
    void firstFailure_failsTheJobOfAPlainLocalMaster() {
        CALLS.set(0);
        var sc = context("local[2]");
        var failing = sc.parallelize(List.of(1, 2, 3, 4), 4).map(x -> failUntilCall(2, x));
        assertThatThrownBy(failing::count).hasMessageContaining("attempt 1 of 1");
        assertThat(CALLS).hasValue(1);
    }

    @Test
    void lostMapOutput_isMadeAgainByThatTaskAlone() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var counts =
                sc.parallelize(IntStream.range(0, 1000).boxed().toList(), 8)
                        .mapToPair(x -> new Tuple2<>(x % 10, 1))
                        .reduceByKey(Integer::sum, 3);
        assertThat(counts.collectAsMap()).hasSize(10).containsEntry(7, 100);
        EngineAccess.of(sc).awaitEvents();
        assertThat(recorder.tasksFinished("reduceByKey")).isEqualTo(8);

        assertThat(EngineAccess.of(sc).loseMapOutput(5)).isOne();

        assertThat(counts.collectAsMap()).hasSize(10).containsEntry(7, 100);
        EngineAccess.of(sc).awaitEvents();
        assertThat(recorder.tasksFinished("reduceByKey")).isEqualTo(9);
        assertThat(recorder.all(Event.DataLost.class))
                .isNotEmpty()
                .allSatisfy(lost -> {
                    assertThat(lost.name()).startsWith("reduceByKey at RecoveryTest.java:");
                    assertThat(lost.partitions()).containsExactly(5);
                    assertThat(lost.reason()).contains("missing are those of map partitions 5");
                });
    }

    @Test
    void lossThroughTwoExchanges_isMadeGoodFromLineage() {
        var sc = context("local[2]");
        var sorted =
                sc.parallelize(IntStream.range(0, 1000).boxed().toList(), 4)
                        .mapToPair(x -> new Tuple2<>(x % 100, 1))
                        .reduceByKey(Integer::sum, 3)
                        .sortByKey(true, 3);
        var expected = sorted.collect();
        assertThat(expected).hasSize(100);
        var engine = EngineAccess.of(sc);
        for (var map = 0; map < 4; map++) {
            engine.loseMapOutput(map);
            assertThat(sorted.collect()).isEqualTo(expected);
        }
    }

    @Test
    void damagedSpillFile_isNoticedAndMadeAgain(@TempDir Path folder) throws IOException {
        var sc =
                context(
                        new SparrowConf()
                                .setMaster(TestMaster.or("local[2]"))
                                .set(Keys.LOCAL_DIR, folder.toString())
                                .set(Keys.MEMORY_BYTES, "1"));
        var grouped = sc.parallelize(IntStream.range(0, 10_000).boxed().toList(), 4).groupBy(x -> x % 7, 2);
        var expected = grouped.mapValues(values -> values.toString().hashCode()).collectAsMap();
        try (var files = Files.walk(folder)) {
            var spilled = files.filter(file -> Files.isRegularFile(file) && !file.endsWith(".lock")).toList();
            assertThat(spilled).isNotEmpty();
            var bytes = Files.readAllBytes(spilled.getFirst());
            bytes[bytes.length / 2] ^= 0x10;
            Files.write(spilled.getFirst(), bytes);
        }

        assertThat(grouped.mapValues(values -> values.toString().hashCode()).collectAsMap()).isEqualTo(expected);
        sc.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void twoJobsOverOneExchange_runItsMapStageOnce() throws InterruptedException {
        CALLS.set(0);
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var counts =
                sc.parallelize(IntStream.range(0, 100).boxed().toList(), 4)
                        .mapToPair(x -> new Tuple2<>(x % 10, CALLS.incrementAndGet()))
                        .reduceByKey(Integer::max, 2);
        var jobs = IntStream.range(0, 4).mapToObj(_ -> Thread.ofVirtual().start(counts::count)).toList();
        for (var job : jobs) {
            job.join();
        }
        assertThat(counts.keys().collect()).hasSize(10);

        EngineAccess.of(sc).awaitEvents();
        assertThat(CALLS).hasValue(100);
        assertThat(recorder.tasksFinished("reduceByKey")).isEqualTo(4);
    }
}
