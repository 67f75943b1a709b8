/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.Sparrow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// What the tests of this package share: a context, and the carried data read without Sparrow.
final class Sparrows {
    private Sparrows() {}

    static Sparrow twoSlots() {
        return new Sparrow("local[2]", "examples test");
    }

    static List<String> lines(String name) throws IOException {
        var file = Path.of(SampleData.path(name));
        if (!name.endsWith(".gz")) {
            return Files.readAllLines(file);
        }
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
