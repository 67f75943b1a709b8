/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

class SortedSumTest {
    private static final long[] SORTED = LongStream.range(0, 1_234).map(i -> i * i).toArray();

    @Test
    void parts_giveTheAnswerOfTheWhole() {
        var whole = SortedSum.answer(List.of(SortedSum.of(SORTED)));
        var parts = List.of(part(0, 130), part(130, 130), part(130, 999), part(999, SORTED.length));

        assertThat(SortedSum.answer(parts)).isEqualTo(whole);
    }

    @Test
    void neighboursOutOfOrder_giveAnotherAnswer() {
        var wrong = SORTED.clone();
        wrong[700] = SORTED[701];
        wrong[701] = SORTED[700];

        assertThat(SortedSum.answer(List.of(SortedSum.of(wrong))))
                .isNotEqualTo(SortedSum.answer(List.of(SortedSum.of(SORTED))));
    }

    private static SortedSum part(int from, int to) {
        return SortedSum.of(Arrays.stream(SORTED, from, to).iterator());
    }
}
