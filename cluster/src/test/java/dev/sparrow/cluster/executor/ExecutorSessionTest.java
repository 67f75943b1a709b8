/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.cluster.wire.StartOrder;
import dev.sparrow.value.ExecutorId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

@Timeout(180)
class ExecutorSessionTest {
    private static final int FILES = 2_000;

    @TempDir private Path folder;

    /// Its connection and its standard input end at the same time when a driver is killed, and whoever comes second
    /// ends the process.
    @Test
    void whoeverClosesASession_findsItsFilesGone_whoeverElseClosesIt() throws Exception {
        var data = folder.resolve("sparrow-cluster-1").resolve("executor-0");
        Files.createDirectories(data);
        for (var i = 0; i < FILES; i++) {
            Files.createFile(data.resolve("block-" + i));
        }
        var order =
                new StartOrder(
                        new ExecutorId("executor-0"),
                        "127.0.0.1",
                        "127.0.0.1",
                        1,
                        "a secret that nobody guesses",
                        1,
                        data.toString(),
                        Map.of(),
                        true);
        var session = ExecutorSession.start(order, _ -> {});
        var together = new CyclicBarrier(2);
        var one = closing(session, together, data);
        var other = closing(session, together, data);
        assertThat(List.of(one.get(), other.get())).as("files that are left").containsOnly(0L);
    }

    private static CompletableFuture<Long> closing(ExecutorSession session, CyclicBarrier together, Path data) {
        return CompletableFuture.supplyAsync(
                () -> filesAfterClosing(session, together, data), Thread::startVirtualThread);
    }

    private static long filesAfterClosing(ExecutorSession session, CyclicBarrier together, Path data) {
        try {
            together.await();
            session.close();
            if (!Files.exists(data)) {
                return 0;
            }
            try (var left = Files.list(data)) {
                return left.count();
            }
        } catch (IOException | InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
