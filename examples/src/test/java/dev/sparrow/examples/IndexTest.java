/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class IndexTest {
    /// `bin/sparrow example` finds programs in the index alone.
    @Test
    void everyProgram_isInTheIndex_andNothingElse() throws IOException {
        var index =
                Files.readAllLines(Path.of("src/main/resources/META-INF/sparrow/examples")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\\|", -1)[0].strip())
                        .toList();

        try (var sources = Files.list(Path.of("src/main/java/dev/sparrow/examples"))) {
            var programs =
                    sources.filter(IndexTest::hasMain)
                            .map(source ->
                                    "dev.sparrow.examples." + source.getFileName().toString().replace(".java", ""))
                            .toList();
            assertThat(index).containsExactlyInAnyOrderElementsOf(programs);
        }
    }

    private static boolean hasMain(Path source) {
        try {
            return Files.readString(source).contains("public static void main(String[] args)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
