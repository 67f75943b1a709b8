/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A model beside that of datasets has to be small, if the public API suffices to build it on.
class SizeTest {
    private static final int LINES_MAX = 1_500;

    @Test
    void thisModule_hasAtMost1500LinesOfCode() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var lines =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> lines(file).stream())
                            .filter(SizeTest::isCode)
                            .count();
            assertThat(lines).as("lines that are neither empty nor comments").isBetween(500L, (long) LINES_MAX);
        }
    }

    private static boolean isCode(String line) {
        var text = line.strip();
        return !text.isEmpty() && !text.startsWith("//") && !text.startsWith("*") && !text.startsWith("/*");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
