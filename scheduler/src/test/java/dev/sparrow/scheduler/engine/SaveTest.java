/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.FormatSupport;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Output under failures: a folder is there as a whole or not at all, and each partition in it once.
@Timeout(180)
class SaveTest extends ContextTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static volatile CountDownLatch entered;

    @TempDir Path folder;

    private List<String> names(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void attemptThatFailedHalfway_leavesNothingInTheOutputOfTheNext() throws IOException {
        CALLS.set(0);
        var target = folder.resolve("out");
        var numbers = context("local[2,4]").range(0, 100, 1, 4).map(x -> failOnce(x));

        numbers.saveAsTextFile(target.toString());

        assertThat(CALLS.get()).isGreaterThan(100);
        assertThat(names(folder)).containsExactly("out");
        assertThat(names(target)).containsExactly("_SUCCESS", "part-00000", "part-00001", "part-00002", "part-00003");
        assertThat(context("local[2]").textFile(target.toString()).map(Integer::valueOf).collect())
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    private static long failOnce(long x) {
        if (CALLS.incrementAndGet() == 40) {
            throw new IllegalStateException("once");
        }
        return x;
    }

    @Test
    void cancelledJob_leavesNothing() throws Exception {
        entered = new CountDownLatch(2);
        var sc = context("local[2]");
        var numbers = sc.range(0, 1000, 1, 2).map(x -> waitAtTheEnd(x));
        var job =
                CompletableFuture.runAsync(
                        () -> numbers.saveAsTextFile(folder.resolve("out").toString()),
                        command -> Thread.ofVirtual().start(command));
        assertThat(entered.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();

        sc.cancelAllJobs();

        assertThatThrownBy(() -> job.get(Patience.SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("cancelAllJobs");
        assertThat(names(folder)).isEmpty();
    }

    private static long waitAtTheEnd(long x) throws InterruptedException {
        if (x % 500 == 499) {
            entered.countDown();
            new CountDownLatch(1).await();
        }
        return x;
    }

    /// A format whose disk is full after some elements.
    private record Filling(int elements) implements ElementSink<Long> {
        @Override
        public String extension() {
            return ".full";
        }

        @Override
        public Compression compression() {
            return Compression.NONE;
        }

        @Override
        public ElementWriter<Long> open(OutputStream target) {
            var left = new AtomicInteger(elements);
            return new ElementWriter<>() {
                @Override
                public void write(Long element) throws IOException {
                    if (left.getAndDecrement() == 0) {
                        throw new IOException("No space left on device");
                    }
                    target.write(element.intValue());
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void fullDisk_isAnErrorAndLeavesNothing_andTheNextJobWritesAll() throws IOException {
        var numbers = context("local[2]").range(0, 100, 1, 4);
        var target = folder.resolve("out").toString();

        assertThatThrownBy(() -> FormatSupport.save(numbers, "tight", target, SaveMode.ERROR, new Filling(20)))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageContaining("tight at SaveTest.java:")
                .hasMessageContaining("No space left on device");
        assertThat(names(folder)).isEmpty();

        FormatSupport.save(numbers, "tight", target, SaveMode.ERROR, new Filling(25));

        assertThat(names(Path.of(target))).startsWith("_SUCCESS", "part-00000.full").hasSize(5);
    }
}
