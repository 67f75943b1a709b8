/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/// Results on their way to the driver: what gives way to them, and when there is no room.
class ResultMemoryTest {
    private static final long MB = 1 << 20;
    private static final long HEAP = 100 * MB;

    private long live;

    private final MemoryBudget budget =
            new MemoryBudget(
                    MemoryLimits.of(0, HEAP, HEAP),
                    new HeapLevel() {
                        @Override
                        public long liveBytes() {
                            return live;
                        }

                        @Override
                        public long maxBytes() {
                            return HEAP;
                        }
                    });

    @Test
    void resultsAreRefused_whenTheHeapIsNearlyFullOfThem() {
        var result = budget.result();
        live = 70 * MB;
        assertThat(result.grow(60 * MB)).isTrue();
        live = 76 * MB;
        assertThat(result.grow(1)).isFalse();
        result.close();
        result.close();
        assertThat(budget.result().grow(20 * MB)).isTrue();
    }

    @Test
    void sizesThatAreOnlyEstimated_refuseNothingWhileThereIsRoom() {
        live = 10 * MB;
        assertThat(budget.result().grow(1_000 * MB)).isTrue();
    }

    @Test
    void smallResult_isNotRefused_becauseTheProgramHoldsMuch() {
        live = 90 * MB;
        var result = budget.result();
        assertThat(result.grow(6 * MB)).isTrue();
        assertThat(result.grow(3 * MB)).isTrue();
        assertThat(result.grow(2 * MB)).isFalse();
    }

    @Test
    void resultsOfAllTasksCountTogether() {
        live = 80 * MB;
        var first = budget.result();
        assertThat(first.grow(15 * MB)).isTrue();
        assertThat(budget.result().grow(15 * MB)).isFalse();
        first.close();
        assertThat(budget.used().blockHeapBytes()).isEqualTo(15 * MB);
    }

    @Test
    void keptPartitions_giveWayToResults() {
        var evictions = new AtomicInteger();
        budget.evictBy(evictions::incrementAndGet);
        var result = budget.result();
        assertThat(result.grow(10 * MB)).isTrue();
        assertThat(evictions).hasValue(0);
        assertThat(result.grow(20 * MB)).isTrue();
        assertThat(evictions).hasValue(1);
    }
}
