/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A fault of ours in the driver must end jobs, not hang them.
@Timeout(60)
class DriverDeathTest extends ContextTest {
    private static volatile CountDownLatch entered;

    private static int wait(int x) throws InterruptedException {
        entered.countDown();
        new CountDownLatch(1).await();
        return x;
    }

    @Test
    void jobsOfADeadDriver_failAndSoDoLaterOnes() throws InterruptedException {
        var sc = context("local[1]");
        entered = new CountDownLatch(1);
        var job =
                CompletableFuture.supplyAsync(
                        () -> sc.parallelize(List.of(1), 1).map(x -> wait(x)).collect(),
                        command -> Thread.ofVirtual().start(command));
        entered.await();

        EngineAccess.of(sc).killDriver();

        assertThatThrownBy(() -> job.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining("driver of this context ended unexpectedly");
        assertThatThrownBy(() -> sc.range(0, 10).count()).hasMessageContaining("ended unexpectedly");
    }
}
