/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.stream.IntStream;

/// A driver with executors that are processes.
@Timeout(400)
class LocalClusterTest {
    private static Sparrow context(String master) {
        return new Sparrow(new SparrowConf().setMaster(master).setAppName("test").set(Keys.PROGRESS, "off"));
    }

    @Test
    void jobs_runInOtherProcesses_andAnExchangeGoesBetweenThem() {
        try (var sc = context("local-cluster[2,1,256m]")) {
            assertThat(sc.isLocal()).isFalse();
            var numbers = sc.parallelize(IntStream.range(0, 1_000).boxed().toList(), 4);
            assertThat(numbers.count()).isEqualTo(1_000);
            var here = ProcessHandle.current().pid();
            var pids = numbers.map(_ -> ProcessHandle.current().pid()).distinct().collect();
            assertThat(pids).doesNotContain(here).hasSizeBetween(1, 2);
            var sums = numbers.mapToPair(i -> new Tuple2<>(i % 10, i)).reduceByKey(Integer::sum, 3);
            assertThat(sums.collect()).hasSize(10);
            assertThat(sums.values().collect().stream().mapToInt(i -> i).sum()).isEqualTo(499_500);
        }
    }

    @Test
    void noProcess_outlivesItsContext() {
        List<ProcessHandle> processes;
        // Other tests of this JVM keep some for their next ones.
        var before = ProcessHandle.current().children().toList();
        try (var sc = context("local-cluster[2,1,256m]")) {
            assertThat(sc.parallelize(List.of(1, 2, 3), 3).count()).isEqualTo(3);
            processes = ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }
}
