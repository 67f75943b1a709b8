/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A program that `sparrow example` can run.
///
/// @param arguments what it takes, such as `[FILE]`
/// @param purpose what it does, in a few words
record Example(String className, String arguments, String purpose) {

    /// Lines of class name, arguments and purpose with `|` between; any jar on the class path may have one.
    private static final String INDEX = "META-INF/sparrow/examples";

    static List<Example> all(ClassLoader loader) {
        var examples = new ArrayList<Example>();
        try {
            for (var index : loader.resources(INDEX).toList()) {
                examples.addAll(read(index));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The list of examples cannot be read", e);
        }
        return examples;
    }

    private static List<Example> read(URL index) throws IOException {
        try (var stream = index.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Example::parse)
                    .toList();
        }
    }

    static Example parse(String line) {
        var fields = line.split("\\|", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException(
                    INDEX + " has the line '" + line + "', which is not: class | arguments | purpose");
        }
        return new Example(fields[0].strip(), fields[1].strip(), fields[2].strip());
    }

    String name() {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
