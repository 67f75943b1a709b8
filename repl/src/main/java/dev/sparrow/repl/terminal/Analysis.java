/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.repl.dialogue.Commands;
import dev.sparrow.repl.dialogue.Dialogue;

import jdk.jshell.SourceCodeAnalysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The compiler's knowledge of the text before a cursor.
final class Analysis {
    private static final int NAMES_MAX = 12;
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^}]*)}");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

    private final Supplier<Dialogue> dialogue;

    /// @param dialogue waits until there is one
    Analysis(Supplier<Dialogue> dialogue) {
        this.dialogue = dialogue;
    }

    private SourceCodeAnalysis analysis() {
        return dialogue.get().session().evaluator().shell().sourceCodeAnalysis();
    }

    /// What may stand at the cursor in place of the word before it.
    List<String> continuations(String text, int cursor) {
        if (Commands.isCommand(text.substring(0, cursor) + "?")) {
            return Commands.names().stream().map(name -> name.substring(1)).toList();
        }
        var fitting = new LinkedHashSet<String>();
        var others = new ArrayList<String>();
        for (var suggestion : analysis().completionSuggestions(text, cursor, new int[1])) {
            if (suggestion.matchesType()) {
                fitting.add(suggestion.continuation());
            } else {
                others.add(suggestion.continuation());
            }
        }
        fitting.addAll(others);
        return List.copyOf(fitting);
    }

    /// The signatures of what stands before the cursor, each with the first paragraph of its documentation where that
    /// is at hand.
    List<String> documentation(String text, int cursor) {
        var before = text.substring(0, cursor);
        return Stream.of(before, before.endsWith("()") ? before.substring(0, cursor - 1) : before + "(")
                .map(this::documented)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .stream()
                .flatMap(List::stream)
                .map(Analysis::withSummary)
                .distinct()
                .toList();
    }

    /// The signatures of all that may go on with the word before the cursor.
    List<String> signatures(String text, int cursor) {
        var anchor = new int[1];
        return analysis().completionSuggestions(text, cursor, anchor).stream()
                .map(SourceCodeAnalysis.Suggestion::continuation)
                .distinct()
                .limit(NAMES_MAX)
                .map(name -> text.substring(0, anchor[0]) + name.replace(")", ""))
                .flatMap(named -> documented(named).stream())
                .map(SourceCodeAnalysis.Documentation::signature)
                .distinct()
                .toList();
    }

    private List<SourceCodeAnalysis.Documentation> documented(String before) {
        return analysis().documentation(before, before.length(), true);
    }

    private static String withSummary(SourceCodeAnalysis.Documentation documentation) {
        var signature = documentation.signature();
        return Optional.ofNullable(documentation.javadoc())
                .map(Analysis::plain)
                .or(() -> SourceDocs.of(signature))
                .map(Analysis::firstParagraph)
                .filter(text -> !text.isEmpty())
                .map(text -> signature + "\n" + text.indent(4).stripTrailing())
                .orElse(signature);
    }

    private static String firstParagraph(String text) {
        return text.lines()
                .map(String::strip)
                .takeWhile(line -> !line.isEmpty() && !line.startsWith("@"))
                .collect(Collectors.joining("\n"));
    }

    /// Without the tags of HTML and Javadoc.
    private static String plain(String javadoc) {
        return TAG.matcher(INLINE.matcher(javadoc.strip()).replaceAll("$1")).replaceAll("");
    }
}
