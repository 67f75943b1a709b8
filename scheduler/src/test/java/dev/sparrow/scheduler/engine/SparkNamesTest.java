/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Names of Spark's Java API that are more than a method of a dataset.
class SparkNamesTest extends ContextTest {

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as arrays of generic types are made
    void datasetsInAnArray_areUnited() {
        var sc = context("local[2]");
        Rdd<Long>[] numbers = new Rdd[] {sc.range(2), sc.range(3)};
        assertThat(sc.union(numbers).collect()).containsExactly(0L, 1L, 0L, 1L, 2L);
        PairRdd<Long, Long>[] pairs = new PairRdd[] {sc.range(1).keyBy(x -> x), sc.range(2).keyBy(x -> x)};
        assertThat(sc.union(pairs).count()).isEqualTo(3);
        DoubleRdd[] doubles = {sc.parallelizeDoubles(List.of(1.5)), sc.parallelizeDoubles(List.of(2.5))};
        assertThat(sc.union(doubles).sum()).isEqualTo(4);
        assertThatThrownBy(() -> sc.union(new DoubleRdd[0])).hasMessageContaining("there is no dataset in the array");
    }

    @Test
    void partitionId_isThatOfTheTask_andZeroOutside() {
        var sc = context("local[2]");
        assertThat(TaskContext.getPartitionId()).isZero();
        assertThat(sc.range(0, 3, 1, 3).map(_ -> TaskContext.getPartitionId()).collect()).containsExactly(0, 1, 2);
    }

    @Test
    void masterAndName_comeBeforeThoseOfTheConf_whichStaysAsItIs() {
        var conf = new SparrowConf().setMaster("local[7]").set("sparrow.default.parallelism", "3");
        try (var sc = new Sparrow("local[1]", "mine", conf)) {
            assertThat(sc.master()).isEqualTo("local[1]");
            assertThat(sc.appName()).isEqualTo("mine");
            assertThat(sc.defaultParallelism()).isEqualTo(3);
        }
        assertThat(conf.get("sparrow.master")).contains("local[7]");
    }

    @Test
    void localProperties_areAllThere() {
        var sc = context("local[2]");
        sc.setLocalProperty("who", "me");
        assertThat(sc.range(1).map(_ -> TaskContext.get().getLocalProperties()).first()).containsEntry("who", "me");
    }

    @Test
    void storageStatus_hasTheNameOfADataset_asItIsNow() {
        var sc = context("local[2]");
        var numbers = sc.range(10).cache();
        assertThat(sc.storageStatus()).extracting(StorageStatus::name).asString().contains("range at SparkNamesTest");
        numbers.setName("numbers");
        assertThat(sc.storageStatus()).extracting(StorageStatus::name).containsExactly("numbers");
        numbers.setName(null);
        assertThat(sc.storageStatus()).extracting(StorageStatus::name).asString().contains("range at SparkNamesTest");
    }

    @Test
    void levels_areMethodsToo() throws ReflectiveOperationException {
        assertThat(StorageLevel.DISK_ONLY()).isEqualTo(StorageLevel.DISK_ONLY);
        for (var field : StorageLevel.class.getFields()) {
            assertThat(StorageLevel.class.getMethod(field.getName()).invoke(null)).isSameAs(field.get(null));
        }
    }
}
