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

class OutOfCoreJobTest {
    private static final OutOfCoreJob.Size SIZE = OutOfCoreJob.Size.ofBytes(64 << 20, 4);

    private final AtomicLong operatorSpills = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    void eightTimesTheMemory_isWorkedOn(OutOfCoreJob job) {
        var little = answer(job, "8m");
        assertThat(operatorSpills).as("rows that operators put on disk").hasPositiveValue();
        assertThat(little).isEqualTo(answer(job, "1g"));
    }

    private long answer(OutOfCoreJob job, String memory) {
        var conf = new SparrowConf().setMaster("local[2]").set(Keys.PROGRESS, "off").set(Keys.MEMORY_BYTES, memory);
        try (var sc = new Sparrow(conf)) {
            sc.addListener(event -> {
                if (event instanceof Event.TaskFinished(_, var metrics)) {
                    metrics.spills().forEach(spill -> operatorSpills.addAndGet(spill.rows()));
                }
            });
            return job.run(sc, SIZE);
        }
    }
}
