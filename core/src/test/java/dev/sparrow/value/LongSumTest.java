/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Random;

class LongSumTest {
    @Test
    void sumsOfAnyNumbers_areExact() {
        for (var seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var sum = new LongSum();
            var part = new LongSum();
            var expected = BigInteger.ZERO;
            for (var i = 0; i < 20; i++) {
                var number =
                        switch (random.nextInt(4)) {
                            case 0 -> Long.MIN_VALUE;
                            case 1 -> Long.MAX_VALUE;
                            case 2 -> random.nextInt(7) - 3;
                            default -> random.nextLong();
                        };
                expected = expected.add(BigInteger.valueOf(number));
                (i % 2 == 0 ? sum : part).add(number);
            }
            assertThat(sum.merge(part)).as("seed %d", seed).hasToString(expected.toString());
        }
    }

    @Test
    void sumThatWasTooLargeOnTheWay_isTold() {
        assertThat(new LongSum().add(Long.MAX_VALUE).add(5).add(-5).value("sum")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sumThatIsNoLong_isAnErrorThatTellsIt() {
        assertThatThrownBy(() -> new LongSum().add(Long.MAX_VALUE).add(1).value("sumAsLong at A.java:1"))
                .isInstanceOf(SparrowException.class)
                .hasMessage(
                        "sumAsLong at A.java:1: the sum is 9223372036854775808, which is no long. Map to BigInteger and"
                                + " reduce(BigInteger::add), or to double and sum().");
    }
}
