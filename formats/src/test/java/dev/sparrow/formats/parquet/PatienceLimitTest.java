/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A library whose threads may forget to answer.
@Timeout(180)
class PatienceLimitTest {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int LOOKS = 5;

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicLong progress = new AtomicLong();

    /// As the library does: it takes an interrupt for the end.
    private boolean await() {
        try {
            return answer.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void callThatGetsNowhere_isAnError_andTheThreadIsUsable() {
        var limit = PatienceLimit.start(progress::get, LOOKS, PAUSE);

        assertThatThrownBy(() -> limit.within(this::await)).hasMessageContaining("came to nothing within");

        assertThat(Thread.interrupted()).isFalse();
        assertThat(limit.<String>within(() -> "answer")).isEqualTo("answer");
        limit.close(() -> {});
    }

    /// However long it takes: here twenty times the limit.
    @Test
    void callThatGetsOn_isWaitedFor() throws InterruptedException {
        var limit = PatienceLimit.start(progress::incrementAndGet, LOOKS, PAUSE);
        var asked = new CountDownLatch(20 * LOOKS);
        var counted =
                PatienceLimit.start(
                        () -> {
                            asked.countDown();
                            return 0;
                        },
                        LOOKS,
                        PAUSE);
        var answering =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            answer.countDown();
                        });

        assertThat(limit.within(this::await)).isTrue();

        answering.join();
        limit.close(() -> {});
        counted.close(() -> {});
    }

    @Test
    void libraryThatDoesNotClose_isLeft() {
        var limit = PatienceLimit.start(progress::get, LOOKS, PAUSE);
        limit.close(() -> answer.await());
        assertThat(answer.getCount()).isOne();
        answer.countDown();
    }
}
