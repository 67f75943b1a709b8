/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.protocol.TaskInputs;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.management.JMException;
import javax.management.ObjectName;

/// What driver and executors remember does not grow with the number of jobs.
class DriverMemoryTest extends ContextTest {
    private static final int JOBS = 80;

    /// The objects of a class that something still reaches.
    private static long live(Class<?> type) throws JMException {
        var histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        var line = Pattern.compile("\\s(\\d+)\\s+\\d+\\s+" + Pattern.quote(type.getName()) + "\\s").matcher(histogram);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    @Test
    void jobsThatHaveEnded_leaveNeitherInputsNorStages() {
        var sc = context("local[2]");
        var sums =
                sc.parallelize(IntStream.range(0, 100).boxed().toList(), 3)
                        .mapToPair(x -> new Tuple2<>(x % 7, x))
                        .reduceByKey(Integer::sum, 2);
        for (var i = 0; i < JOBS; i++) {
            sums.count();
        }
        // Other tests leave the last of their own behind.
        await().untilAsserted(() -> {
            assertThat(live(TaskInputs.class)).isLessThan(JOBS / 2);
            assertThat(live(PlannedStage.class)).isLessThan(JOBS / 2);
        });
    }
}
