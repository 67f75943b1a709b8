/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import dev.sparrow.config.Keys;
import dev.sparrow.error.Blame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The pages of `docs` that are made from the code.
final class ReferencePages {
    static final String HOW = "\n<!-- Written by `mvn verify -Ddocs=write`; do not edit. -->\n\n";

    /// A comment of one or more lines, and the code that it stands above.
    private static final Pattern CODE =
            Pattern.compile("(?<comment>(?:    ///[^\n]*\n)+)    (?<name>[A-Z_]+)\\(Blame\\.(?<blame>[A-Z]+)\\)");

    private ReferencePages() {}

    static String configuration() {
        var page = new StringBuilder("# Settings\n").append(HOW);
        page.append(
                """
                What the code sets (`SparrowConf`) comes before what the command line sets (`--conf key=value`, or
                `-Dkey=value` of a JVM of your own), that before a file, that before the default.
                The file is what `--properties-file` names, or else `sparrow/defaults.properties` in `$XDG_CONFIG_HOME` or in `~/.config`.
                `bin/sparrow example --verbose NAME` prints each setting and where it came from. An unknown key is an error.

                | setting | default | takes | what it does |
                |---|---|---|---|
                """);
        for (var key : Keys.ALL) {
            var standard = key.defaultText().isEmpty() ? "empty" : "`" + key.defaultText() + "`";
            page.append(
                    "| `%s` | %s | %s | %s |\n".formatted(key.name(), standard, cell(key.form()), cell(key.meaning())));
        }
        return page.toString();
    }

    static String errors() throws IOException {
        var page = new StringBuilder("# Errors\n").append(HOW);
        page.append(
                """
                Everything that Sparrow cannot do ends in a `SparrowException`. `code()` is one of these, and `code().blame()` says
                whose move it is: the program's, the data's, the machine's, or ours. The message names what could not be done, and
                what to do. If a function of yours threw, `getCause()` is your exception.

                """);
        var source =
                Files.readString(Built.ROOT.resolve(Path.of("core/src/main/java/dev/sparrow/error/ErrorCode.java")));
        for (var blame : Blame.values()) {
            page.append("## ").append(title(blame)).append("\n\n| code | meaning |\n|---|---|\n");
            CODE.matcher(source)
                    .results()
                    .filter(code -> code.group("blame").equals(blame.name()))
                    .forEach(code ->
                            page.append(
                                    "| `%s` | %s |\n".formatted(code.group("name"), comment(code.group("comment")))));
            page.append('\n');
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static String title(Blame blame) {
        return switch (blame) {
            case USER -> "The program";
            case INPUT -> "The data";
            case RESOURCES -> "The machine";
            case ENGINE -> "Sparrow itself: please report it";
        };
    }

    private static String comment(String lines) {
        return cell(lines.replaceAll("\\s*///\\s*", " ").strip());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
