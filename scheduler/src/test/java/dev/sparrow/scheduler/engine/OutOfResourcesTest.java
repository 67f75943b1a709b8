/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.storage.block.Disk;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.memory.HeapLevel;
import dev.sparrow.value.Tuple2;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Jobs that run out of memory or disk, at any point: the right answer or a clear error, and nothing is left.
class OutOfResourcesTest {
    private static final int KEYS = 100;
    private static final int ROWS = 3_000;

    @TempDir Path folder;

    private Sparrow context(String memory) {
        return new Sparrow(
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.LOCAL_DIR, folder.toString())
                        .set(Keys.MEMORY_BYTES, memory));
    }

    private static Rdd<Long> sums(Sparrow sc, int partitions) {
        return sc.range(0, ROWS, 1, 3)
                .mapToPair(x -> new Tuple2<>(x % KEYS, x))
                .groupByKey(partitions)
                .mapValues(values -> {
                    var sum = 0L;
                    for (var value : values) {
                        sum += value;
                    }
                    return sum;
                })
                .values();
    }

    private static void check(Rdd<Long> sums) {
        assertThat(sums.collect()).hasSize(KEYS).contains(43_500L, 43_530L, 46_470L);
    }

    @Test
    void failingAllocation_givesTheAnswerOrAClearError_whicheverItIs() {
        var left = new AtomicInteger();
        var memory =
                new ArrowMemory(
                        1L << 30,
                        _ -> {
                            if (left.decrementAndGet() == 0) {
                                throw new OutOfMemoryError("injected");
                            }
                        });
        var failures = 0;
        try (var sc = context("0")) {
            EngineAccess.of(sc).use(memory);
            for (var k = 1; k <= 300; k++) {
                left.set(k);
                try {
                    check(sums(sc, 80));
                } catch (SparrowException e) {
                    failures++;
                    assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES);
                    assertThat(e).hasMessageContaining("outside the Java heap").hasMessageContaining("injected");
                }
                EngineAccess.of(sc).awaitNothingHeld();
            }
            left.set(0);
            check(sums(sc, 80));
        }
        assertThat(failures).isGreaterThan(200);
        assertThat(memory.allocated()).isZero();
    }

    /// The disk, whose k-th write fails half-way.
    private static class FullDisk implements Disk {
        private final Disk disk = new Disk.Local();
        private final AtomicInteger left;

        private FullDisk(int failingWrite) {
            this.left = new AtomicInteger(failingWrite);
        }

        private void count() throws IOException {
            if (left.decrementAndGet() == 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public TemporaryFolder createFolder(Path base) throws IOException {
            count();
            return disk.createFolder(base);
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            count();
            return new FilterOutputStream(disk.create(file)) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length / 2);
                    count();
                    out.write(bytes, offset + length / 2, length - length / 2);
                }
            };
        }

        @Override
        public byte[] read(Path file, long offset, int length) throws IOException {
            return disk.read(file, offset, length);
        }

        @Override
        public void delete(Path path) throws IOException {
            disk.delete(path);
        }
    }

    @Test
    void fullDisk_givesAClearError_andNothingIsLeft() throws Exception {
        var failures = 0;
        for (var k = 1; k <= 40; k++) {
            try (var sc = context("1")) {
                EngineAccess.of(sc).use(new FullDisk(k));
                try {
                    check(sums(sc, 2));
                } catch (SparrowException e) {
                    failures++;
                    assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES);
                    assertThat(e)
                            .hasMessageContaining("No space left on device")
                            .hasMessageContaining("sparrow.local.dir");
                }
                EngineAccess.of(sc).awaitNothingHeld();
                // When space returns, so does the service.
                EngineAccess.of(sc).use(new FullDisk(0));
                check(sums(sc, 2));
            }
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
        assertThat(failures).isGreaterThan(10);
    }

    @Test
    void operatorThatFindsNoDisk_isNamed() {
        try (var sc = context("1")) {
            EngineAccess.of(sc)
                    .use(
                            new FullDisk(Integer.MAX_VALUE) {
                                @Override
                                public OutputStream create(Path file) throws IOException {
                                    if (file.getFileName().toString().startsWith("spill-")) {
                                        throw new IOException("No space left on device");
                                    }
                                    return super.create(file);
                                }
                            });
            assertThatThrownBy(() -> check(sums(sc, 2)))
                    .hasMessageContaining("groupByKey at OutOfResourcesTest.java")
                    .hasMessageContaining("(partition ")
                    .hasMessageContaining("does not fit into its part of the memory");
        }
    }

    @Test
    void damagedSpill_isMadeAgain() {
        var flips = new AtomicInteger(3);
        try (var sc = context("1")) {
            EngineAccess.of(sc)
                    .use(
                            new FullDisk(Integer.MAX_VALUE) {
                                @Override
                                public byte[] read(Path file, long offset, int length) throws IOException {
                                    var bytes = super.read(file, offset, length);
                                    if (file.getFileName().toString().startsWith("spill-")
                                            && flips.getAndDecrement() > 0) {
                                        bytes[length / 2] ^= 4;
                                    }
                                    return bytes;
                                }
                            });
            check(sums(sc, 2));
        }
        assertThat(flips.get()).isLessThan(0);
    }

    /// Of one MiB, all of it in use.
    private static final class FullHeap implements HeapLevel {
        @Override
        public long liveBytes() {
            return 1 << 20;
        }

        @Override
        public long maxBytes() {
            return 1 << 20;
        }
    }

    @Test
    void resultThatFillsTheHeap_isRefused_andCountedNoLonger() {
        try (var sc = context("0")) {
            var budget = EngineAccess.of(sc).blocks().budget();
            EngineAccess.of(sc).use(new FullHeap());
            assertThat(sc.range(0, 1_000, 1, 2).collect()).hasSize(1_000);
            for (var collect :
                    List.<ThrowingCallable>of(
                            () -> sc.range(0, 10_000, 1, 1).collect(), () -> sc.range(0, 10_000, 1, 1).take(9_000))) {
                assertThatThrownBy(collect)
                        .isInstanceOfSatisfying(
                                SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES))
                        .hasMessageContaining(" at OutOfResourcesTest.java:")
                        .hasMessageContaining(
                                " brings too much to the driver: 3072 elements of partition 0 so far, about 0 MiB, and"
                                        + " the heap of ")
                        .hasMessageContaining(
                                " MiB is nearly full. Bring less (filter, take, an aggregation), write it to files"
                                        + " (saveAsTextFile and others), go through it with toLocalIterator, which"
                                        + " holds one partition at a time, or use a larger heap (-Xmx in"
                                        + " SPARROW_JAVA_OPTS).")
                        .hasMessageContaining("in partition 0 of stage ");
            }
            EngineAccess.of(sc).use(HeapLevel.OF_JVM);
            assertThat(sc.range(0, 10_000, 1, 2).collect()).hasSize(10_000);
            await().until(() -> budget.used().blockHeapBytes() == 0);
        }
    }
}
