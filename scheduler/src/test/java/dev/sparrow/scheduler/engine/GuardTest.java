/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class GuardTest {
    private static final long LIMIT_SECONDS = 60;

    private static Stream<Throwable> failures() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new InternalError("Memory Pool not found"),
                new BootstrapMethodError(new OutOfMemoryError()),
                new NoClassDefFoundError("not loaded for want of memory"),
                new IllegalStateException("a fault of ours"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void look_comesAgain_whateverTheLastOneThrew(Throwable failure) throws InterruptedException {
        var looks = new CountDownLatch(2);
        try (var guard =
                new Guard(
                        "guard-of-a-test",
                        () -> {
                            looks.countDown();
                            GuardTest.<RuntimeException>raise(failure);
                        })) {
            guard.wake();
            assertThat(looks.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }
}
