/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A file of statements with what is said of each: first lines with `#`, then cases with an empty line between them, of
/// which each is a statement, `----` and answers.
///
/// `-Dcases=write` writes the answers anew: read the change before you commit it.
public record CaseFile(Path path, List<String> comments, List<Case> cases) {
    /// A statement.
    ///
    /// @param answers what the file says of the statement
    public record Case(String statement, List<String> answers) {
        @Override
        public String toString() {
            return statement.replaceAll("\\s+", " ");
        }
    }

    private static final String RULE = "----";
    private static final Path FOLDER = Path.of("src/test/resources/cases");

    public static CaseFile read(String name) {
        return parse(FOLDER.resolve(name + ".txt"));
    }

    public static String setUp() {
        return text(FOLDER.resolve("setup.sql"));
    }

    /// The names of all files.
    public static Stream<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - ".txt".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Case> all() {
        return names().flatMap(name -> read(name).cases().stream());
    }

    public static boolean isWriting() {
        return "write".equals(System.getProperty("cases"));
    }

    public void write(List<Case> answered) {
        var text = new StringBuilder();
        comments.forEach(line -> text.append(line).append('\n'));
        for (var each : answered) {
            text.append('\n').append(each.statement).append('\n').append(RULE).append('\n');
            each.answers.forEach(line -> text.append(line).append('\n'));
        }
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CaseFile parse(Path path) {
        var comments = new ArrayList<String>();
        var cases = new ArrayList<Case>();
        for (var block : Pattern.compile("\n\n+").splitAsStream(text(path)).toList()) {
            var lines = block.strip().lines().toList();
            if (block.startsWith("#") && cases.isEmpty()) {
                comments.addAll(lines);
            } else if (!lines.isEmpty()) {
                var rule = lines.indexOf(RULE);
                var end = rule < 0 ? lines.size() : rule;
                var answers = rule < 0 ? List.<String>of() : lines.subList(rule + 1, lines.size());
                cases.add(new Case(String.join("\n", lines.subList(0, end)), answers));
            }
        }
        return new CaseFile(path, comments, cases);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
