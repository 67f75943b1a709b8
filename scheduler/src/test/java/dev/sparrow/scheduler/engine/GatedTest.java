/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// Tasks that tell what they see, and wait at a gate until the test or its end opens it.
abstract class GatedTest extends ContextTest {
    static final ConcurrentLinkedQueue<Object> SEEN = new ConcurrentLinkedQueue<>();
    private static volatile CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    final void closeGate() {
        SEEN.clear();
        gate = new CountDownLatch(1);
    }

    @AfterEach
    final void nobodyWaits() {
        openGate();
    }

    static void openGate() {
        gate.countDown();
    }

    static void awaitGate() throws InterruptedException {
        gate.await();
    }

    static <T> T waiting(T value) throws InterruptedException {
        SEEN.add(value);
        awaitGate();
        return value;
    }

    static Rdd<Integer> numbers(Sparrow sc, int count, int partitions) {
        return sc.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
    }
}
