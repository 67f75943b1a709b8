/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Storage;
import dev.sparrow.simulation.Stored;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(120)
class DiskWriterTest {
    private record Note(long number) {}

    /// A disk in memory whose first flush waits for the test.
    private static final class SlowDisk implements Storage {
        final List<Record> records = new ArrayList<>();
        final CountDownLatch firstForce = new CountDownLatch(1);
        final CountDownLatch mayForce = new CountDownLatch(1);
        int forces;
        boolean failing;

        @Override
        public void append(Record record) {
            records.add(record);
        }

        @Override
        public void force() {
            forces++;
            firstForce.countDown();
            try {
                mayForce.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failing) {
                throw new SparrowException(ErrorCode.OUTPUT_FAILED, "no");
            }
        }

        @Override
        public void rewrite(List<? extends Record> all) {
            records.clear();
            records.addAll(all);
        }

        @Override
        public List<Stored> read() {
            return List.of();
        }
    }

    @Test
    void writesThatGatherDuringAFlush_shareTheNextOne() throws Exception {
        var disk = new SlowDisk();
        var durable = new LinkedBlockingQueue<Long>();
        try (var writer = new DiskWriter(disk, "test", durable::add, _ -> {})) {
            writer.write(new Note(0), true);
            disk.firstForce.await();
            for (var i = 1; i < 1_000; i++) {
                writer.write(new Note(i), i % 2 == 0);
            }
            writer.rewrite(List.of(new Note(-1)));
            writer.write(new Note(1_000), false);
            assertThat(writer.waiting()).isEqualTo(1_001);
            disk.mayForce.countDown();
            assertThat(durable.take()).isEqualTo(1);
            assertThat(durable.take()).isEqualTo(501);
            assertThat(disk.forces).isEqualTo(2);
        }
        assertThat(disk.records).containsExactly(new Note(-1), new Note(1_000));
        assertThat(durable).isEmpty();
    }

    @Test
    void writesThatAreNotForced_areNotFlushedAlone() throws Exception {
        var disk = new SlowDisk();
        disk.mayForce.countDown();
        var durable = new LinkedBlockingQueue<Long>();
        try (var writer = new DiskWriter(disk, "test", durable::add, _ -> {})) {
            writer.write(new Note(0), false);
            writer.write(new Note(1), true);
            assertThat(durable.take()).isEqualTo(1);
            assertThat(disk.forces).isEqualTo(1);
        }
    }

    @Test
    void failure_isToldOnce_andNothingIsWrittenAfterIt() throws Exception {
        var disk = new SlowDisk();
        disk.failing = true;
        disk.mayForce.countDown();
        var failed = new CompletableFuture<RuntimeException>();
        try (var writer = new DiskWriter(disk, "test", _ -> {}, failed::complete)) {
            writer.write(new Note(0), true);
            assertThat(failed.get()).hasMessage("no");
            writer.write(new Note(1), true);
        }
        assertThat(disk.records).containsExactly(new Note(0));
    }
}
