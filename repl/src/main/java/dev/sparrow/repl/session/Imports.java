/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// What snippets name without a package before it.
///
/// The libraries of an installation add to it: each may bring a resource `META-INF/sparrow/shell-imports` with a
/// package a line.
final class Imports {
    static final String FIRST = "import dev.sparrow.*;";

    private static final String MORE = "META-INF/sparrow/shell-imports";

    /// Not `java.util.function`, whose names are also ours.
    private static final List<String> OTHERS =
            List.of(
                    "import dev.sparrow.function.*;",
                    "import dev.sparrow.shared.*;",
                    "import dev.sparrow.status.*;",
                    "import dev.sparrow.task.*;",
                    "import dev.sparrow.value.*;",
                    "import java.io.*;",
                    "import java.math.*;",
                    "import java.nio.file.*;",
                    "import java.time.*;",
                    "import java.util.*;",
                    "import java.util.stream.*;",
                    "import static dev.sparrow.repl.prelude.Prelude.*;");

    private Imports() {}

    /// All but the first.
    static List<String> others(ClassLoader loader) {
        var more = loader.resources(MORE).flatMap(Imports::lines).map(line -> "import " + line + ".*;");
        return Stream.concat(OTHERS.stream(), more).toList();
    }

    private static Stream<String> lines(URL resource) {
        try (var stream = resource.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("The packages that snippets see cannot be read from " + resource, e);
        }
    }
}
