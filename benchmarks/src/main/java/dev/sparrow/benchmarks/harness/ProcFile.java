/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A reader of Linux's files on processes, in `/proc`. Other systems tell nothing.
final class ProcFile {
    private static final Path PROC = Path.of("/proc");

    private ProcFile() {}

    static Stream<String> lines(String name) throws IOException {
        var file = PROC.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
    }
}
