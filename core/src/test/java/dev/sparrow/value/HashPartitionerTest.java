/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;

final class HashPartitionerTest {

    @Test
    void partition_isTheNonNegativeRemainderOfTheHash() {
        var partitioner = new HashPartitioner(7);

        assertThat(partitioner.numPartitions()).isEqualTo(7);
        assertThat(partitioner.getPartition(8)).isEqualTo(1);
        assertThat(partitioner.getPartition(-1)).isEqualTo(6);
        assertThat(partitioner.getPartition(Integer.MIN_VALUE)).isEqualTo(Math.floorMod(Integer.MIN_VALUE, 7));
        assertThat(partitioner.getPartition(null)).isZero();
    }

    @Test
    void partitioners_areEqualByTheirNumberOfPartitions() {
        assertThat(new HashPartitioner(2)).isEqualTo(new HashPartitioner(2)).hasSameHashCodeAs(new HashPartitioner(2));
        assertThat(new HashPartitioner(2)).isNotEqualTo(new HashPartitioner(3));
        assertThat(new HashPartitioner(2)).hasToString("hash(2)");
    }

    @Test
    void noPartitions_areRefused() {
        assertThatThrownBy(() -> new HashPartitioner(0))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessage("A partitioner needs at least 1 partition, not 0.");
    }

    @Test
    void arrayKey_isRefused() {
        assertThatThrownBy(() -> new HashPartitioner(2).getPartition(new int[0]))
                .hasMessageStartingWith("A key of type int[] cannot be used: its hash is its identity");
    }
}
