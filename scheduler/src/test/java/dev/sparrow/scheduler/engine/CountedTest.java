/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import org.junit.jupiter.api.BeforeEach;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A dataset of which it is known how many elements were computed.
abstract class CountedTest extends ContextTest {
    static final AtomicInteger CALLS = new AtomicInteger();

    @BeforeEach
    final void startCounting() {
        CALLS.set(0);
    }

    static int counted(int x) {
        CALLS.incrementAndGet();
        return x * 3;
    }

    static Rdd<Integer> counted(Sparrow sc, int elements, int partitions) {
        return sc.parallelize(IntStream.range(0, elements).boxed().toList(), partitions).map(x -> counted(x));
    }

    /// What [#counted(Sparrow, int, int)] must hold.
    static List<Integer> tripled(int elements) {
        return IntStream.range(0, elements).map(x -> x * 3).boxed().toList();
    }
}
