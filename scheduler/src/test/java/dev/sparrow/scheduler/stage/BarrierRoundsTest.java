/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import static dev.sparrow.scheduler.stage.BarrierRounds.Operation.ALL_GATHER;
import static dev.sparrow.scheduler.stage.BarrierRounds.Operation.BARRIER;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class BarrierRoundsTest {
    private final BarrierRounds rounds = new BarrierRounds(3);

    @Test
    void round_isOverWhenAllHaveCome_andGivesMessagesInPartitionOrder() {
        assertThat(rounds.come(2, ALL_GATHER, "c")).isZero();
        assertThat(rounds.come(0, ALL_GATHER, "a")).isZero();
        assertThat(rounds.isOver(0)).isFalse();
        assertThat(rounds.come(1, ALL_GATHER, "b")).isZero();
        assertThat(rounds.isOver(0)).isTrue();
        assertThat(rounds.gathered()).containsExactly("a", "b", "c");
        assertThat(rounds.come(1, BARRIER, "")).isEqualTo(1);
        assertThat(rounds.isOver(1)).isFalse();
        assertThat(rounds.broken()).isEmpty();
    }

    @Test
    void messagesOfARound_stayUntilTheNextIsOver() {
        for (var partition = 0; partition < 3; partition++) {
            rounds.come(partition, ALL_GATHER, "first " + partition);
        }
        rounds.come(0, ALL_GATHER, "second");
        assertThat(rounds.gathered()).containsExactly("first 0", "first 1", "first 2");
    }

    @Test
    void tasksAgree_ifAllSeeTheSame() {
        assertThat(BarrierRounds.agree(List.of("1#0", "1#0", "1#0"))).isTrue();
        assertThat(BarrierRounds.agree(List.of("1#0", "1#1", "1#0"))).isFalse();
        assertThat(BarrierRounds.agree(List.of("1#0", "", "1#0"))).isFalse();
        assertThat(BarrierRounds.agree(List.of("", "", ""))).isFalse();
    }

    @Test
    void anotherOperation_breaksThem() {
        rounds.come(2, BARRIER, "");
        rounds.come(0, BARRIER, "");
        rounds.come(1, ALL_GATHER, "x");
        assertThat(rounds.isOver(0)).isFalse();
        assertThat(rounds.broken())
                .contains(
                        "the task of partition 1 called allGather() while those of partitions [0, 2] wait in barrier()");
    }

    @Test
    void taskThatIsDone_breaksTheNextRound_whicheverComesFirst() {
        rounds.come(0, BARRIER, "");
        rounds.done(2);
        var why = "the tasks of partitions [0] wait in barrier(), and that of partition 2 has ended without calling it";
        assertThat(rounds.broken()).contains(why);
        var later = new BarrierRounds(3);
        later.done(2);
        assertThat(later.broken()).isEmpty();
        later.come(0, BARRIER, "");
        assertThat(later.broken()).contains(why);
    }

    @Test
    void secondCallOfATaskThatWaits_breaksThem() {
        rounds.come(1, BARRIER, "");
        rounds.come(1, BARRIER, "");
        assertThat(rounds.broken()).contains("the task of partition 1 called barrier() while it waited already");
    }
}
