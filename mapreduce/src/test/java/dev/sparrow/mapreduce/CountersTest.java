/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.task.TaskContext;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Random;

/// Runs whose attempts fail, have duplicates, and are given up because they take too long: `-Druns=` how many,
/// `-Dseed=` of the first one.
@Timeout(1_200)
class CountersTest {
    private static final int RUNS = Integer.getInteger("runs", 12);
    private static final long SEED = Long.getLong("seed", 1);
    private static final int SPLITS = 8;
    private static final long RECORDS = 400;

    @TempDir private Path folder;

    enum Parity {
        EVEN,
        ODD
    }

    /// What happens to attempts, by the seed of a run.
    ///
    /// @param failing first attempts of such tasks fail
    /// @param hanging first attempts of such tasks take so long that a backup overtakes them
    record Trouble(int failing, int hanging) implements Serializable {
        static Trouble of(long seed) {
            var random = new Random(seed * 7919);
            // One task of eight may hang: of too many, nobody can tell that they are slow.
            return new Trouble(random.nextInt(1 << SPLITS), 1 << random.nextInt(2 * SPLITS));
        }

        static final Trouble NONE = new Trouble(0, 0);

        void strike(long record) throws InterruptedException {
            var task = TaskContext.get();
            var bit = 1 << task.partitionId();
            if (task.attemptNumber() > 0 || record % 50 != 31) {
                return;
            }
            if ((hanging & bit) != 0) {
                Thread.sleep(60_000); // until its backup has won, and interrupts it
            }
            if ((failing & bit) != 0) {
                throw new IllegalStateException("the first attempt of task " + task.partitionId() + " fails");
            }
        }
    }

    private static Job<Long, Long> job(Trouble trouble) {
        return MapReduce.<Position, Long, Long, Long>of(
                        Input.range(0, RECORDS, SPLITS),
                        (place, n, out) -> {
                            trouble.strike(place.record());
                            out.count(n % 2 == 0 ? Parity.EVEN : Parity.ODD);
                            out.emit(n % 23, n);
                            out.emit(n % 7, n);
                        })
                .named("counting")
                .combining((key, values, out) -> {
                    var sum = 0L;
                    for (var value : values) {
                        sum += value;
                    }
                    out.emit(key, sum);
                })
                .reducers(3)
                .reducing((key, values, out) -> {
                    out.count(new Counter("reducers", "keys"), 1);
                    trouble.strike(31 + 50 * key);
                    var sum = 0L;
                    for (var value : values) {
                        sum += value;
                    }
                    out.emit(key, sum);
                });
    }

    /// Also a test of backup tasks: without them a run would take a minute.
    @Test
    @Tag("TS")
    void outputIsByteEqual_andCountersAreExact_whateverHappensToAttempts() throws IOException {
        var conf =
                Contexts.conf()
                        .set("sparrow.speculation", "true")
                        .set("sparrow.speculation.interval", "10")
                        .set("sparrow.speculation.quantile", "0.5")
                        .set("sparrow.speculation.multiplier", "1.5")
                        .set("sparrow.speculation.minTaskRuntime", "20");
        try (var sc = new Sparrow(conf)) {
            var calm = job(Trouble.NONE).run(sc, Output.text(folder + "/calm"));
            var expected = Contexts.files(folder.resolve("calm"));
            assertThat(calm.counters().get(Parity.EVEN)).isEqualTo(RECORDS / 2);
            for (var run = 0; run < RUNS; run++) {
                var target = folder.resolve("run" + run);
                var result = job(Trouble.of(SEED + run)).run(sc, Output.text(target.toString()));
                assertThat(Contexts.files(target)).as("output of seed %d", SEED + run).isEqualTo(expected);
                assertThat(result).as("counters of seed %d", SEED + run).isEqualTo(calm);
            }
        }
    }

    /// What a job's tasks made is read twice, and its tasks run again: they count once.
    @Test
    @Tag("TS")
    void aTaskThatRunsAgain_countsOnce() {
        try (var sc = Contexts.open()) {
            var result =
                    job(Trouble.NONE)
                            .run(
                                    sc,
                                    output -> {
                                        assertThat(output.count()).isEqualTo(23);
                                        assertThat(output.collect()).hasSize(23);
                                    });
            assertThat(result.counters().get(new Counter("reducers", "keys"))).isEqualTo(23);
            assertThat(result.counters().get(TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(RECORDS);
        }
    }
}
