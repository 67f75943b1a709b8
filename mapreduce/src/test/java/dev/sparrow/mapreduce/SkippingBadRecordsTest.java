/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/// Section 4.6 of the paper.
@Tag("TS")
@Timeout(120)
class SkippingBadRecordsTest {
    private static Sparrow sc;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        sc = Contexts.open();
    }

    @AfterAll
    static void close() {
        sc.close();
    }

    enum Seen {
        RECORDS
    }

    /// Emits and counts before it fails on every hundredth number.
    record Poisoned() implements Mapper<Position, Long, Long, Long> {
        @Override
        public void map(Position place, Long n, Context<Long, Long> context) {
            context.emit(n, n);
            context.count(Seen.RECORDS);
            if (n % 100 == 17) {
                throw new IllegalArgumentException("poison " + n);
            }
        }
    }

    private static MapReduce<Long, Long> poisoned() {
        return MapReduce.of(Input.range(0, 1_000, 4), new Poisoned()).named("poisoned").reducers(2);
    }

    @Test
    void badRecords_areSkippedCountedAndListed_andLeaveNothing() {
        var result = poisoned().skipping(10).reducing(new FeaturesTest.Total<>());

        var output = Contexts.partitions(sc, result).stream().flatMap(List::stream).map(Tuple2::_1).sorted().toList();
        assertThat(output)
                .containsExactlyElementsOf(LongStream.range(0, 1_000).filter(n -> n % 100 != 17).boxed().toList());
        var report = result.run(sc, Output.none());
        assertThat(report.counters().get(TaskCounter.MAP_SKIPPED_RECORDS)).isEqualTo(10);
        assertThat(report.counters().get(TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(1_000);
        assertThat(report.counters().get(TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(990);
        assertThat(report.counters().get(Seen.RECORDS)).isEqualTo(990);
        assertThat(report.skipped())
                .hasSize(10)
                .startsWith(
                        new SkippedRecord(
                                Phase.MAP, new Position(0, 17), "java.lang.IllegalArgumentException: poison 17"))
                .extracting(SkippedRecord::position)
                .endsWith(new Position(3, 167));
    }

    @Test
    void aFailureThatDoesNotComeAgain_skipsNothing() throws IOException {
        var seen = Files.createDirectory(folder.resolve("seen")).toString();
        Mapper<Position, Long, Long, Long> once =
                (_, n, out) -> {
                    out.emit(n, n);
                    if (n % 100 == 17 && Path.of(seen, "n" + n).toFile().createNewFile()) {
                        throw new IOException("only once");
                    }
                };
        var report = MapReduce.of(Input.range(0, 1_000, 4), once).skipping(10).mapOnly().run(sc, Output.none());
        assertThat(report.skipped()).isEmpty();
        assertThat(report.counters().get(TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(1_000);
    }

    @Test
    void moreThanAllowed_failsTheJob_andNamesTheRecord() {
        var job = poisoned().skipping(2).reducing(new FeaturesTest.Total<>());
        assertThatThrownBy(() -> job.run(sc, Output.none()))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("task")
                .hasMessageContaining(" has skipped 2 records and failed on record")
                .hasMessageContaining("217; more than 2 are not allowed: java.lang.IllegalArgumentException: poison ");
    }

    @Test
    void withoutSkipping_theJobFails_andNamesTheRecord() {
        var job = poisoned().reducing(new FeaturesTest.Total<>());
        assertThatThrownBy(() -> job.run(sc, Output.none()))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessageMatching(
                        "(?s).*Map task \\d failed on record \\d:\\d*[16]7: java.lang.Ill.*poison \\d*17.*");
    }

    @Test
    void aStackOverflow_isABadRecord() {
        Mapper<Position, Long, Long, Long> deep = (_, n, out) -> out.emit(n, n == 5 ? endless(n) : n);
        var report = MapReduce.of(Input.range(0, 10, 1), deep).skipping(1).mapOnly().run(sc, Output.none());
        assertThat(report.skipped()).extracting(SkippedRecord::position).containsExactly(new Position(0, 5));
        assertThat(report.skipped().getFirst().failure()).isEqualTo("java.lang.StackOverflowError");
    }

    private static long endless(long n) {
        return n < 0 ? n : n + endless(n + 1);
    }

    @Test
    void aReducer_readsTheValuesAgain_andSkipsTheKeyOnWhichItFailsTwice() {
        Reducer<Long, Long, Long, Long> picky =
                (key, values, out) -> {
                    var sum = 0L;
                    for (var value : values) {
                        sum += value;
                        if (key == 3 && sum > 100) {
                            throw new IllegalStateException("key " + key + " after " + sum);
                        }
                    }
                    out.emit(key, sum);
                };
        var job =
                MapReduce.<Position, Long, Long, Long>of(Input.range(0, 100, 4), (_, n, out) -> out.emit(n % 5, n))
                        .reducers(1)
                        .skipping(1)
                        .reducing(picky);

        assertThat(Contexts.partitions(sc, job).getFirst())
                .containsExactly(Tuple2.of(0L, 950L), Tuple2.of(1L, 970L), Tuple2.of(2L, 990L), Tuple2.of(4L, 1_030L));
        var report = job.run(sc, Output.none());
        assertThat(report.counters().get(TaskCounter.REDUCE_SKIPPED_GROUPS)).isEqualTo(1);
        assertThat(report.counters().get(TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(5);
        assertThat(report.counters().get(TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(100);
        assertThat(report.skipped())
                .containsExactly(
                        new SkippedRecord(
                                Phase.REDUCE, new Position(0, 3), "java.lang.IllegalStateException: key 3 after 126"));
    }
}
