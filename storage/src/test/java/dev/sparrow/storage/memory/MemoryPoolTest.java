/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryPoolTest {
    private static final long LARGE = 1 << 20;

    private final MemoryPool pool = new MemoryPool(4 * LARGE);

    @Test
    void blockThatWasGivenBack_isTakenAgain_forAboutAsMuch() {
        var address = pool.take(LARGE - 5_000);
        pool.give(address, LARGE - 5_000);
        assertThat(pool.bytes()).isEqualTo(LARGE);
        assertThat(pool.take(LARGE - 90_000)).isEqualTo(address);
        assertThat(pool.bytes()).isZero();
        pool.give(address, LARGE - 90_000);
        pool.close();
        assertThat(pool.bytes()).isZero();
    }

    @Test
    void noMoreIsKept_thanItsLimit_andNothingSmall_andNothingAfterItsEnd() {
        var first = pool.take(3 * LARGE);
        var second = pool.take(2 * LARGE);
        pool.give(first, 3 * LARGE);
        pool.give(second, 2 * LARGE);
        assertThat(pool.bytes()).isEqualTo(3 * LARGE);
        pool.give(pool.take(100), 100);
        assertThat(pool.bytes()).isEqualTo(3 * LARGE);
        var third = pool.take(LARGE);
        pool.close();
        pool.give(third, LARGE);
        assertThat(pool.bytes()).isZero();
    }

    @Test
    void blocksAreOfFewSizes_andNeverAQuarterTooLarge() {
        for (var wanted = 1L; wanted < 1L << 40; wanted = wanted * 17 / 16 + 1) {
            assertThat(MemoryPool.blockSize(wanted)).isBetween(wanted, wanted + wanted / 4);
        }
        assertThat(MemoryPool.blockSize(LARGE)).isEqualTo(LARGE);
        assertThat(MemoryPool.blockSize(LARGE + 1)).isEqualTo(LARGE + LARGE / 4);
    }
}
