/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

class WorkloadTest {
    @Test
    void names_giveRowsInTheOrderOfTheTable() {
        assertThat(Workload.named(List.of("r7", "R1"))).containsExactly(Workload.WORD_COUNT, Workload.REDUCE_BY_KEY);
    }

    @Test
    void r10_meansBothOfItsRows_andR1OnlyItself() {
        assertThat(Workload.named(List.of("R10"))).containsExactly(Workload.COUNT_2, Workload.COUNT_1000);
        assertThat(Workload.named(List.of("R1"))).containsExactly(Workload.WORD_COUNT);
        assertThat(Workload.named(List.of("R10/2"))).containsExactly(Workload.COUNT_2);
    }

    @Test
    void unknownName_isToldWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workload.named(List.of("R11")))
                .withMessageStartingWith("There is no workload 'R11'. There are R1, R2, ");
    }
}
