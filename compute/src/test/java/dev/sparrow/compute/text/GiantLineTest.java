/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A line that a heap has no room for, which takes a JVM of its own.
class GiantLineTest {
    @TempDir Path folder;

    /// Reads the lines of a file, and prints why not.
    static final class Reading {
        private Reading() {}

        public static void main(String[] path) throws IOException {
            try {
                System.out.println(TextFiles.lines(TextFiles.whole(Path.of(path[0]))).size());
            } catch (SparrowException e) {
                System.out.println(e.code() + " " + e.getMessage());
            }
        }
    }

    @Test
    void lineThatFillsTheHeap_isNamed_andMorePartitionsAreNotTheAdvice() throws IOException, InterruptedException {
        var text = folder.resolve("giant.txt");
        try (var file = new RandomAccessFile(text.toFile(), "rw")) {
            file.write("short\n".getBytes(StandardCharsets.UTF_8));
            file.setLength(100L << 20);
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ProcessBuilder(
                        java,
                        "-XX:+UseG1GC", // others, which a JVM takes on one processor, have less than they are given
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName(),
                        text.toString());
        var output = folder.resolve("output").toFile();
        var process = command.redirectErrorStream(true).redirectOutput(output).start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(output)
                .content()
                .contains("OUT_OF_RESOURCES textFile at Test.java:1 cannot read " + text + ": the line at byte 6 has ")
                .contains(" bytes or more, which the heap of 64 MiB has no room for.")
                .contains("more partitions do not help. Give a larger heap")
                .doesNotContain("Use more partitions");
    }
}
