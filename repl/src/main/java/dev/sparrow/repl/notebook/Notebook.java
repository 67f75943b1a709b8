/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A file of snippets that reads as a document: comments are Markdown, and what code prints stands below it.
///
/// ```java
/// // ## Counting
/// // Nothing is read before an action.
///
/// sc.range(0, 10).count()
/// //> $1 ==> 10
/// ```
///
/// To the shell it is a script like any other.
public record Notebook(List<Cell> cells) {
    private static final String PROSE = "//";
    private static final String OUTPUT = "//>";

    /// A part of a notebook.
    public sealed interface Cell {}

    /// Markdown.
    public record Prose(String markdown) implements Cell {}

    /// Snippets that belong together, and what they print.
    public record Code(String source, String output) implements Cell {}

    /// Reads the text of a file. A blank line ends code, unless the code is within braces.
    public static Notebook parse(String text) {
        var cells = new ArrayList<Cell>();
        var lines = text.lines().toList();
        for (var at = 0; at < lines.size(); ) {
            var line = lines.get(at);
            var end = at;
            if (line.isBlank()) {
                at++;
            } else if (line.startsWith(PROSE)) {
                while (end < lines.size() && isProse(lines.get(end))) {
                    end++;
                }
                end = Math.max(end, at + 1);
                cells.add(new Prose(without(PROSE, lines.subList(at, end))));
                at = end;
            } else {
                while (end < lines.size() && !isEnd(lines, at, end)) {
                    end++;
                }
                var outputEnd = end;
                while (outputEnd < lines.size() && lines.get(outputEnd).startsWith(OUTPUT)) {
                    outputEnd++;
                }
                cells.add(
                        new Code(
                                String.join("\n", lines.subList(at, end)),
                                without(OUTPUT, lines.subList(end, outputEnd))));
                at = outputEnd;
            }
        }
        return new Notebook(List.copyOf(cells));
    }

    private static boolean isProse(String line) {
        return line.startsWith(PROSE) && !line.startsWith(OUTPUT);
    }

    private static boolean isEnd(List<String> lines, int start, int at) {
        return lines.get(at).startsWith(OUTPUT) || (lines.get(at).isBlank() && depth(lines.subList(start, at)) == 0);
    }

    private static long depth(List<String> lines) {
        var code = String.join("\n", lines);
        return code.chars().filter(letter -> letter == '{').count()
                - code.chars().filter(letter -> letter == '}').count();
    }

    private static String without(String mark, List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(mark.length()))
                .map(line -> line.startsWith(" ") ? line.substring(1) : line)
                .collect(Collectors.joining("\n"));
    }

    /// The text of a file that [#parse] reads.
    public String text() {
        return cells.stream()
                .map(cell ->
                        switch (cell) {
                            case Prose(var markdown) -> with(PROSE, markdown);
                            case Code(var source, var output) -> source + "\n" + with(OUTPUT, output);
                        })
                .collect(Collectors.joining("\n"));
    }

    private static String with(String mark, String text) {
        return text.lines().map(line -> (mark + " " + line).stripTrailing() + "\n").collect(Collectors.joining());
    }
}
