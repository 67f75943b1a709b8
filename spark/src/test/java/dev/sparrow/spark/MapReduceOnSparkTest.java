/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.SparrowConf;
import dev.sparrow.mapreduce.Context;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Output;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.mapreduce.TaskCounter;
import dev.sparrow.mapreduce.Values;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// MapReduce jobs and transactions on Spark: nothing of either knows where it runs.
@Timeout(600)
class MapReduceOnSparkTest {
    @TempDir private Path folder;

    @BeforeAll
    static void needsSpark() {
        OnSpark.require();
    }

    private static void sum(Long key, Values<Long, Long> values, Context<Long, Long> out) {
        var sum = 0L;
        for (var value : values) {
            sum += value;
        }
        out.emit(key, sum);
    }

    @Test
    void aJob_givesItsOutputInATransaction_andExactCounters() {
        var target = folder.resolve("sums").toString();
        try (var sc = OnSpark.start(new SparrowConf())) {
            var job =
                    MapReduce.<Position, Long, Long, Long>of(
                                    Input.range(0, 1_000, 4), (place, n, out) -> out.emit(n % 10, n))
                            .combining(MapReduceOnSparkTest::sum)
                            .reducers(2)
                            .reducing(MapReduceOnSparkTest::sum);
            sc.transaction(t -> {
                t.save(() -> {
                    var counters = job.run(sc, Output.text(target)).counters();
                    assertThat(counters.get(TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(1_000);
                    assertThat(counters.get(TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(10);
                    assertThat(counters.get(TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(40);
                });
                assertThat(Path.of(target)).doesNotExist();
            });
            assertThat(
                            sc.textFile(target)
                                    .map(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                                    .reduce(Long::sum))
                    .isEqualTo(499_500);
        }
    }
}
