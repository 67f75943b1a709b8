/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Objects of a user's classes that fail wherever one asks them something: the caller always hears how his job ended,
/// and the context works on.
@Timeout(180)
@SuppressWarnings({
    "ExposedPrivateType",
    "InfiniteRecursion",
    "ToStringReturnsNull",
    "TypeParameterUnusedInFormals"
}) // strange on purpose
class StrangeUserCodeTest extends ContextTest {

    /// What of an exception throws or returns null.
    private enum Strange {
        MESSAGE_THROWS,
        MESSAGE_IS_NULL,
        LOCALIZED_MESSAGE_THROWS,
        TO_STRING_THROWS,
        TO_STRING_OVERFLOWS,
        TO_STRING_IS_NULL,
        STACK_TRACE_THROWS,
        STACK_TRACE_IS_NULL,
        SET_STACK_TRACE_THROWS,
        CAUSE_THROWS,
        CAUSE_IS_ALWAYS_ANOTHER
    }

    private static final class StrangeException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Strange strange;

        private StrangeException(Strange strange) {
            this.strange = strange;
        }

        private void fail(Strange where) {
            if (strange == where) {
                throw new IllegalStateException("no " + where);
            }
        }

        @Override
        public String getMessage() {
            fail(Strange.MESSAGE_THROWS);
            return strange == Strange.MESSAGE_IS_NULL ? null : "strange";
        }

        @Override
        public String getLocalizedMessage() {
            fail(Strange.LOCALIZED_MESSAGE_THROWS);
            return super.getLocalizedMessage();
        }

        @Override
        public String toString() {
            fail(Strange.TO_STRING_THROWS);
            if (strange == Strange.TO_STRING_OVERFLOWS) {
                return toString() + getMessage();
            }
            return strange == Strange.TO_STRING_IS_NULL ? null : super.toString();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            fail(Strange.STACK_TRACE_THROWS);
            return strange == Strange.STACK_TRACE_IS_NULL ? null : super.getStackTrace();
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            fail(Strange.SET_STACK_TRACE_THROWS);
            super.setStackTrace(trace);
        }

        @Override
        public synchronized Throwable getCause() {
            fail(Strange.CAUSE_THROWS);
            return strange == Strange.CAUSE_IS_ALWAYS_ANOTHER ? new StrangeException(strange) : null;
        }
    }

    private static <T> T fail(Strange strange) {
        throw new StrangeException(strange);
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SparrowException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            var printed = new StringWriter();
                            e.printStackTrace(new PrintWriter(printed));
                            assertThat(printed.toString()).contains("StrangeException");
                        })
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @EnumSource
    void exceptionThatCannotBePrinted_failsItsJob_andCanBePrinted(Strange strange) {
        var sc = context("local[2,2]");
        var numbers = sc.range(0, 10, 1, 2);
        assertFails(
                () -> numbers.map(x -> StrangeUserCodeTest.<Long>fail(strange)).count(),
                ErrorCode.USER_FUNCTION,
                "the function of map at StrangeUserCodeTest.java:",
                "StrangeException",
                "attempt 2 of 2");
        assertFails(
                () ->
                        numbers.mapToPair(x -> new Tuple2<>(x, StrangeUserCodeTest.<Long>fail(strange)))
                                .reduceByKey(Long::sum)
                                .count(),
                ErrorCode.USER_FUNCTION,
                "the function of mapToPair at StrangeUserCodeTest.java:",
                "StrangeException");
        assertThat(numbers.count()).isEqualTo(10);
    }

    @Test
    void errorThatIsNoException_failsItsJob() {
        var sc = context("local[2]");
        assertThatThrownBy(() -> sc.range(0, 10, 1, 2).map(x -> overflow(x)).count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION));
    }

    private static long overflow(long x) {
        return overflow(x + 1) + 1;
    }

    private static final class Odd extends Partitioner {
        private static final long serialVersionUID = 1;
        private final int first;
        private final int then;
        private int calls;

        private Odd(int first, int then) {
            this.first = first;
            this.then = then;
        }

        @Override
        public int numPartitions() {
            return calls++ < 1 ? first : then;
        }

        @Override
        public int getPartition(Object key) {
            return 0;
        }
    }

    @Test
    void partitionerWithoutPartitions_isRefusedWhereItIsGiven() {
        var sc = context("local[2]");
        var pairs = sc.parallelizePairs(List.of(new Tuple2<>(1, 2), new Tuple2<>(3, 4)), 2);
        for (var partitions : List.of(-1, 0, Integer.MIN_VALUE)) {
            var odd = new Odd(partitions, partitions);
            for (var call :
                    List.<ThrowingCallable>of(
                            () -> pairs.partitionBy(odd),
                            () -> pairs.groupByKey(odd),
                            () -> pairs.reduceByKey(odd, Integer::sum),
                            () -> pairs.join(pairs, odd),
                            () -> pairs.cogroup(pairs, odd),
                            () -> pairs.subtractByKey(pairs, odd),
                            () -> pairs.subtract(pairs, odd),
                            () -> pairs.repartitionAndSortWithinPartitions(odd))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                        .hasMessageContaining(
                                "numPartitions() of the partitioner ("
                                        + Odd.class.getTypeName()
                                        + ") returned "
                                        + partitions
                                        + "; there must be at least 1.");
            }
        }
    }

    @Test
    void partitionerThatChangesItsMind_endsItsJobOnly() {
        var sc = context("local[2]");
        var pairs = sc.parallelizePairs(List.of(new Tuple2<>(1, 2), new Tuple2<>(3, 4)), 2);
        assertThatThrownBy(() -> pairs.groupByKey(new Odd(4, -7)).count()).isInstanceOf(RuntimeException.class);
        assertThat(pairs.count()).isEqualTo(2);
    }

    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch OPEN = new CountDownLatch(1);

    /// Whose copying takes for ever.
    private static final class Slow implements Serializable {
        private static final long serialVersionUID = 1;
        private final transient Thread maker = Thread.currentThread();
        private int copies;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            if (Thread.currentThread() != maker) {
                ENTERED.countDown();
                try {
                    OPEN.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static Rdd<Long> capturing(Sparrow sc, Slow slow) {
        return sc.range(0, 10, 1, 2).map(x -> x + slow.copies);
    }

    @Test
    void closureWhoseCopyingHangs_holdsUpNoJobThatRunsAlready() throws Exception {
        var sc = context("local[2]");
        var hanging = capturing(sc, new Slow());
        var running =
                CompletableFuture.supplyAsync(
                        () -> sc.range(0, 4, 1, 2).map(x -> waitFor(x)).collect(), Thread::startVirtualThread);
        WAITING.await();
        var other = CompletableFuture.supplyAsync(hanging::count, Thread::startVirtualThread);
        ENTERED.await();
        GO.countDown();
        assertThat(running.get(Patience.SECONDS, TimeUnit.SECONDS)).containsExactly(0L, 1L, 2L, 3L);
        OPEN.countDown();
        assertThat(other.get(Patience.SECONDS, TimeUnit.SECONDS)).isEqualTo(10);
    }

    private static final CountDownLatch WAITING = new CountDownLatch(1);
    private static final CountDownLatch GO = new CountDownLatch(1);

    private static long waitFor(long x) throws InterruptedException {
        WAITING.countDown();
        GO.await();
        return x;
    }
}
