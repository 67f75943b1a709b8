/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What it costs to append some bytes to a file and have the disk take them, with nobody beside.
record FsyncCost(double p50Millis, double p99Millis) {
    private static final int TIMES = 500;
    private static final int BYTES = 4096;

    static FsyncCost measure(Path folder) throws IOException {
        var latencies = new Latencies();
        var path = folder.resolve("fsync");
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var i = 0; i < TIMES; i++) {
                var began = System.nanoTime();
                file.write(ByteBuffer.allocate(BYTES));
                file.force(false);
                latencies.add(System.nanoTime() - began);
            }
        } finally {
            Files.deleteIfExists(path);
        }
        return new FsyncCost(latencies.millis(0.5), latencies.millis(0.99));
    }
}
