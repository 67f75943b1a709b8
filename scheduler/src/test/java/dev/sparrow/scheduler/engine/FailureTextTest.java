/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The event that a job failed says what the exception says.
@Timeout(180)
class FailureTextTest extends ContextTest {
    private static volatile Runnable trouble;

    private static int meetTrouble(int x) throws InterruptedException {
        trouble.run();
        new CountDownLatch(1).await();
        return x;
    }

    /// How a job fails.
    enum Failing {
        FUNCTION(ErrorCode.USER_FUNCTION) {
            @Override
            void run(Sparrow sc) {
                sc.parallelize(List.of("a", "1")).map(Integer::parseInt).collect();
            }
        },
        INPUT(ErrorCode.ZIP_MISMATCH) {
            @Override
            void run(Sparrow sc) {
                sc.parallelize(List.of(1, 2, 3), 1).zip(sc.parallelize(List.of(1, 2), 1)).collect();
            }
        },
        HEAP(ErrorCode.OUT_OF_RESOURCES) {
            @Override
            void run(Sparrow sc) {
                sc.parallelize(List.of(1), 1).map(x -> outOfMemory(x)).collect();
            }
        },
        GANG(ErrorCode.LIMIT_EXCEEDED) {
            @Override
            void run(Sparrow sc) {
                sc.range(0, 9, 1, 9).barrier().mapPartitions(part -> part).collect();
            }
        },
        CANCELLATION(ErrorCode.CANCELLED) {
            @Override
            void run(Sparrow sc) {
                trouble = sc::cancelAllJobs;
                sc.parallelize(List.of(1), 1).map(x -> meetTrouble(x)).collect();
            }
        },
        DRIVER(ErrorCode.INTERNAL) {
            @Override
            void run(Sparrow sc) {
                trouble = () -> EngineAccess.of(sc).killDriver();
                sc.parallelize(List.of(1), 1).map(x -> meetTrouble(x)).collect();
            }
        };

        private final ErrorCode code;

        Failing(ErrorCode code) {
            this.code = code;
        }

        abstract void run(Sparrow sc);

        private static int outOfMemory(int x) {
            throw new OutOfMemoryError("none for " + x);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventAndException_sayTheSame(Failing failing) {
        var sc = context("local[2]");
        var events = Recorder.on(sc);
        var thrown = catchThrowableOfType(SparrowException.class, () -> failing.run(sc));
        sc.awaitEvents();
        assertThat(thrown.code()).isEqualTo(failing.code);
        assertThat(events.all(Event.JobFinished.class).stream().map(Event.JobFinished::error))
                .containsExactly(thrown.getMessage());
    }
}
