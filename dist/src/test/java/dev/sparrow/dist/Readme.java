/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The commands of a Markdown page, in their order: the lines of its fenced `sh` blocks, and those lines of its
/// `console` blocks that begin with `$ ` (the others are output). A line that ends in a backslash goes on in the next.
record Readme(List<String> commands) {
    private static final Set<String> LANGUAGES = Set.of("sh", "bash", "shell", "console");

    static Readme read(Path page) throws IOException {
        var commands = new ArrayList<String>();
        var language = "";
        var continued = "";
        for (var raw : Files.readAllLines(page)) {
            var line = raw.strip();
            if (line.startsWith("```")) {
                language = language.isEmpty() ? line.substring(3).strip() + " " : "";
            } else if (LANGUAGES.contains(language.strip())) {
                var isCommand = line.startsWith("$ ") || !language.equals("console ") || !continued.isEmpty();
                if (isCommand && !line.isEmpty() && !line.startsWith("#")) {
                    var command = continued + (line.startsWith("$ ") ? line.substring(2) : line);
                    continued = command.endsWith("\\") ? command.substring(0, command.length() - 1) : "";
                    if (continued.isEmpty()) {
                        commands.add(command);
                    }
                }
            }
        }
        return new Readme(commands);
    }
}
