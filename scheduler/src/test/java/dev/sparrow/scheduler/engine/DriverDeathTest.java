/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A fault of ours in the driver must end jobs, not hang them.
@Timeout(180)
class DriverDeathTest extends ContextTest {
    private static volatile CountDownLatch entered;

    private static int wait(int x) throws InterruptedException {
        entered.countDown();
        new CountDownLatch(1).await();
        return x;
    }

    @Test
    void jobsOfADeadDriver_failWithItsCause_andLaterOnesHaveANewOne() throws InterruptedException {
        var sc = context("local[1]");
        entered = new CountDownLatch(1);
        var job =
                CompletableFuture.supplyAsync(
                        () -> sc.parallelize(List.of(1), 1).map(x -> wait(x)).collect(),
                        command -> Thread.ofVirtual().start(command));
        entered.await();

        EngineAccess.of(sc).killDriver();

        assertThatThrownBy(() -> job.get(Patience.SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageContaining("driver of this context ended unexpectedly (java.lang.NullPointerException")
                .hasMessageContaining("Other jobs are run by a new one");
        assertThat(sc.range(0, 10).count()).isEqualTo(10);
    }

    @Test
    void jobOfWhoKnowsThatTheDriverIsDead_isRunByANewOne() {
        var sc = context("local[2]");
        for (var i = 0; i < 10; i++) {
            EngineAccess.of(sc).loseDriver();
            assertThat(sc.range(0, 10).count()).isEqualTo(10);
        }
    }

    @Test
    void exchangesAndKeptPartitionsOfADeadDriver_areMadeAnew() {
        var sc = context("local[2]");
        var sums = sc.range(0, 100, 1, 4).mapToPair(x -> new Tuple2<>(x % 3, x)).reduceByKey(Long::sum, 2).cache();
        var expected = sums.collectAsMap();
        for (var i = 0; i < 3; i++) {
            EngineAccess.of(sc).replaceDriver();
            assertThat(sums.collectAsMap()).isEqualTo(expected);
            assertThat(sums.mapValues(x -> -x).reduce((a, b) -> a._2() < b._2() ? a : b)._2()).isEqualTo(-1683);
        }
        assertThat(sc.storageStatus())
                .hasSize(1)
                .first()
                .satisfies(kept -> assertThat(kept.cachedPartitions()).isEqualTo(2));
    }

    @Test
    void contextThatIsClosedAfterItsDriverDied_isClosed() {
        var sc = context("local[2]");
        EngineAccess.of(sc).killDriver();
        sc.close();
        assertThatThrownBy(() -> sc.range(0, 10).count()).hasMessageContaining("closed");
    }
}
