/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// A report for the documents.
public final class MarkdownReport {
    private static final String COMMAND = "sparrow bench";

    private MarkdownReport() {}

    static String of(BenchReport report) {
        var notes = report.notes().stream().map(note -> "* " + note + "\n").collect(Collectors.joining());
        var problems =
                report.problems().stream()
                        .map(problem -> "* **Error** " + problem + "\n")
                        .collect(Collectors.joining());
        return report.facts().replace("\n", "  \n")
                + "\n\n"
                + report.times().markdown()
                + "\n"
                + report.memory().markdown()
                + "\n"
                + problems
                + notes;
    }

    public static void write(BenchReport report, Path file) throws IOException {
        write(COMMAND, of(report), file);
    }

    /// Writes what a command has measured between the marks of a document, or as a new file.
    ///
    /// @param command named in the marks
    public static void write(String command, String written, Path file) throws IOException {
        var old = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, merged(old, command, written));
    }

    /// @param document that may have the marks
    static String merged(String document, String command, String written) {
        var begin = "<!-- " + command + " begins -->\n";
        var from = document.indexOf(begin);
        var to = document.indexOf("<!-- " + command + " ends -->\n");
        return from < 0 || to < from
                ? written
                : document.substring(0, from + begin.length()) + written + document.substring(to);
    }
}
