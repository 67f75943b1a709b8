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
    /// Between these lines of a document stands what the command has written last.
    static final String BEGIN = "<!-- sparrow bench begins -->\n";

    static final String END = "<!-- sparrow bench ends -->\n";

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
        var old = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, merged(old, of(report)));
    }

    /// @param document that may have the marks
    static String merged(String document, String written) {
        var begin = document.indexOf(BEGIN);
        var end = document.indexOf(END);
        return begin < 0 || end < begin
                ? written
                : document.substring(0, begin + BEGIN.length()) + written + document.substring(end);
    }
}
