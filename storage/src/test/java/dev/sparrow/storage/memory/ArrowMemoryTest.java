/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;

class ArrowMemoryTest {

    @Test
    void buffers_areExactlyAsLargeAsAsked_andGoBack() {
        try (var memory = new ArrowMemory(1_000)) {
            assertThat(memory.allocated()).isZero();
            try (var buffer = memory.allocate(333)) {
                assertThat(buffer.capacity()).isEqualTo(333);
                assertThat(memory.allocated()).isEqualTo(333);
            }
            assertThat(memory.allocated()).isZero();
        }
    }

    @Test
    void beyondTheLimit_theMessageSaysHowMuchIsInUse() {
        try (var memory = new ArrowMemory(1_000);
                var _ = memory.allocate(600)) {
            assertThatThrownBy(() -> memory.allocate(401))
                    .isInstanceOfSatisfying(
                            SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES))
                    .hasMessageStartingWith(
                            "Cannot allocate 401 bytes outside the Java heap, where 600 of at most 1000 are in use: ")
                    .hasMessageEndingWith(". Use more partitions, cache less, or give the machine more memory.");
        }
    }

    @Test
    void closedMemory_allocatesNoMore() {
        var memory = new ArrowMemory(1_000);
        memory.close();
        memory.close();
        assertThatThrownBy(() -> memory.allocate(1)).isInstanceOf(IllegalStateException.class);
    }
}
