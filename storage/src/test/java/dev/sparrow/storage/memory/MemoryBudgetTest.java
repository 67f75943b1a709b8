/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.storage.memory.MemoryLimits.Used;
import dev.sparrow.storage.memory.MemoryLimits.Verdict;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MB = 1 << 20;

    /// 100 MB in all, 64 of them on the heap.
    private static final MemoryLimits LIMITS = new MemoryLimits(100 * MB, 64 * MB, 64 * MB);

    private static final Used NOTHING = new Used(0, 0, 0);

    @Test
    void defaults_comeFromHeapAndPhysicalMemory() {
        assertThat(MemoryLimits.of(0, 256 * MB, 24_000 * MB)).isEqualTo(new MemoryLimits(384 * MB, 128 * MB, 128 * MB));
        assertThat(MemoryLimits.of(0, 256 * MB, 300 * MB)).isEqualTo(new MemoryLimits(150 * MB, 128 * MB, 128 * MB));
        assertThat(MemoryLimits.of(0, 256 * MB, 100 * MB)).isEqualTo(new MemoryLimits(128 * MB, 128 * MB, 128 * MB));
        assertThat(MemoryLimits.of(8 * MB, 256 * MB, 100 * MB)).isEqualTo(new MemoryLimits(8 * MB, 128 * MB, 8 * MB));
    }

    @Test
    void taskAlone_getsAll_oneOfTwoHalf() {
        assertThat(LIMITS.decide(NOTHING, 1, 0, 64 * MB, false)).isEqualTo(Verdict.GRANT);
        assertThat(LIMITS.decide(NOTHING, 1, 1, 64 * MB, false)).isEqualTo(Verdict.REFUSE);
        assertThat(LIMITS.decide(NOTHING, 2, 0, 32 * MB, false)).isEqualTo(Verdict.GRANT);
        assertThat(LIMITS.decide(NOTHING, 2, 1, 32 * MB, false)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void taskThatComesLate_getsHalfOfItsShareInAnyCase() {
        var full = new Used(0, 0, 64 * MB);
        assertThat(LIMITS.decide(full, 2, 0, 16 * MB, false)).isEqualTo(Verdict.GRANT);
        assertThat(LIMITS.decide(full, 2, 0, 17 * MB, false)).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void blocksGiveWay_asFarAsTheyCan() {
        var blocks = new Used(60 * MB, 0, 0);
        assertThat(LIMITS.decide(blocks, 1, 0, 40 * MB, false)).isEqualTo(Verdict.GRANT);
        assertThat(LIMITS.decide(blocks, 1, 0, 41 * MB, false)).isEqualTo(Verdict.EVICT);
        assertThat(LIMITS.decide(blocks, 1, 0, 41 * MB, true)).isEqualTo(Verdict.REFUSE);
        var onHeap = new Used(60 * MB, 30 * MB, 0);
        assertThat(LIMITS.decide(onHeap, 1, 0, 35 * MB, false)).isEqualTo(Verdict.EVICT);
    }

    @Test
    void blocks_neverTakeHalfOfWhatTasksCanHave() {
        assertThat(LIMITS.blocksFit(new Used(68 * MB, 0, 0))).isTrue();
        assertThat(LIMITS.blocksFit(new Used(69 * MB, 0, 0))).isFalse();
        assertThat(LIMITS.blocksFit(new Used(33 * MB, 33 * MB, 0))).isFalse();
        assertThat(LIMITS.blocksFit(new Used(68 * MB, 0, 33 * MB))).isFalse();
    }

    @Test
    void growingTask_pushesBlocksOut() {
        var budget = new MemoryBudget(LIMITS);
        var block = budget.reserve();
        block.resize(60 * MB, 0);
        budget.evictBy(() -> {
            assertThat(budget.blocksFit()).isFalse();
            block.close();
        });
        try (var task = budget.grant()) {
            assertThat(task.share().holds(50 * MB)).isTrue();
            assertThat(budget.used()).isEqualTo(new Used(0, 0, 50 * MB));
        }
        assertThat(budget.used()).isEqualTo(NOTHING);
    }

    @Test
    void share_asksInSteps_andGivesBack() {
        var budget = new MemoryBudget(LIMITS);
        try (var task = budget.grant()) {
            var share = task.share();
            assertThat(share.holds(1)).isTrue();
            var step = share.bytes();
            assertThat(share.holds(step)).isTrue();
            assertThat(budget.used().executionBytes()).isEqualTo(step);
            share.shrink(10);
            assertThat(budget.used().executionBytes()).isEqualTo(10);
            share.shrink(20);
            assertThat(share.bytes()).isEqualTo(10);
        }
        assertThat(budget.used()).isEqualTo(NOTHING);
    }

    @Test
    void operatorWhoseTaskHasGivenAllToAnother_getsALittle() {
        var budget = new MemoryBudget(LIMITS);
        try (var task = budget.grant()) {
            assertThat(task.share().holds(64 * MB)).isTrue();
            var second = task.share();
            assertThat(second.holds(8 * MB)).isTrue();
            assertThat(second.holds(9 * MB)).isFalse();
        }
        assertThat(budget.used()).isEqualTo(NOTHING);
    }

    @Test
    void emptyBudget_refusesTheFirstByte() {
        var budget = new MemoryBudget(MemoryLimits.of(1, 256 * MB, 512 * MB));
        try (var task = budget.grant()) {
            assertThat(task.share().holds(2)).isFalse();
        }
        assertThat(budget.used()).isEqualTo(NOTHING);
    }
}
