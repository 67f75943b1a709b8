/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

class OutOfCoreJobTest {
    private static final OutOfCoreJob.Size SIZE = OutOfCoreJob.Size.ofBytes(64 << 20, 4);

    private final AtomicLong operatorSpills = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    void eightTimesTheMemory_isWorkedOn(OutOfCoreJob job) {
        assertThat(answer(job)).isEqualTo(expected(job));
        assertThat(operatorSpills).as("rows that operators put on disk").hasPositiveValue();
    }

    private long answer(OutOfCoreJob job) {
        var conf = new SparrowConf().setMaster("local[2]").set(Keys.PROGRESS, "off").set(Keys.MEMORY_BYTES, "8m");
        try (var sc = new Sparrow(conf)) {
            sc.addListener(event -> {
                if (event instanceof Event.TaskFinished(_, _, var metrics)) {
                    metrics.spills().forEach(spill -> operatorSpills.addAndGet(spill.rows()));
                }
            });
            return job.run(sc, SIZE);
        }
    }

    /// The same by sums alone.
    private static long expected(OutOfCoreJob job) {
        var rows = SIZE.rows();
        return switch (job) {
            case SORT -> numbers(rows).sum();
            case REDUCE_BY_KEY -> {
                var keys = rows * 20 / 268;
                yield 31 * numbers(rows).map(x -> Math.floorMod(x, keys)).distinct().sum() + rows;
            }
            case GROUP_BY_KEY -> {
                var odd = numbers(rows).filter(x -> (x & 1) == 1);
                yield 31 * odd.map(x -> Math.floorMod(x, rows / 100)).distinct().sum() + numbers(rows).sum();
            }
            case JOIN -> numbers(rows / 2).map(x -> 31 * x + 3).sum();
            case DISTINCT -> rows / 2;
        };
    }

    private static LongStream numbers(long rows) {
        return LongStream.range(0, rows).map(OutOfCoreJob::scramble);
    }
}
