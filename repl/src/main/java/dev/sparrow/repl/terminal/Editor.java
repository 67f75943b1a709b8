/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The editor that the user has chosen for everything.
final class Editor {
    private static final String FALLBACK = "vi";

    private Editor() {}

    /// Lets the user edit the text, and returns it when the editor ends.
    static String edit(String text) {
        try {
            var file = Files.createTempFile("sparrow-snippets", ".java");
            try {
                Files.writeString(file, text);
                var command = new ArrayList<>(chosen());
                command.add(file.toString());
                var status = new ProcessBuilder(command).inheritIO().start().waitFor();
                return status == 0 ? Files.readString(file) : text;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The editor " + String.join(" ", chosen()) + " does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return text;
        }
    }

    private static List<String> chosen() {
        return Stream.of(System.getenv("VISUAL"), System.getenv("EDITOR"), FALLBACK)
                .filter(editor -> editor != null && !editor.isBlank())
                .map(editor -> List.of(editor.strip().split("\\s+", -1)))
                .findFirst()
                .orElseThrow();
    }
}
