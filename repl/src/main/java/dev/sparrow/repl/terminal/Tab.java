/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import org.jline.reader.LineReader;
import org.jline.reader.Reference;

import java.util.List;
import java.util.function.BiFunction;

/// The Tab key: completes; a second time at the same place it shows signatures and documentation. Where an argument
/// begins it does so the first time, for nearly everything could stand there.
final class Tab {
    private static final String NAME = "sparrow-tab";
    private static final String KEY = "\t";
    private static final int LINES_MAX = 24;

    private final LineReader reader;
    private final Analysis analysis;
    private final SnippetCompleter completer;
    private String completedAt = "";
    private String documentedAt = "";

    private Tab(LineReader reader, Analysis analysis, SnippetCompleter completer) {
        this.reader = reader;
        this.analysis = analysis;
        this.completer = completer;
    }

    static void install(LineReader reader, Analysis analysis, SnippetCompleter completer) {
        var tab = new Tab(reader, analysis, completer);
        reader.getWidgets().put(NAME, tab::press);
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(NAME), KEY);
    }

    private boolean press() {
        var place = place();
        var documents = isArgument() != place.equals(isArgument() ? documentedAt : completedAt);
        if (documents && show(analysis::documentation)) {
            documentedAt = place;
        } else {
            // Not by `callWidget`, which would keep to itself that Ctrl-C was pressed while the list was there.
            reader.getBuiltinWidgets().get(LineReader.EXPAND_OR_COMPLETE).apply();
            completedAt = place();
            if (completer.isAmbiguous() && KEY.equals(reader.getLastBinding())) {
                // A list stands below the line: the line editor waited for the next key, and took it for its own.
                show(analysis::signatures);
            }
        }
        return true;
    }

    private String place() {
        return reader.getBuffer().cursor() + " " + reader.getBuffer();
    }

    private boolean isArgument() {
        var before = reader.getBuffer().upToCursor().stripTrailing();
        return before.endsWith("(") || before.endsWith(",");
    }

    private boolean show(BiFunction<String, Integer, List<String>> found) {
        var text = reader.getBuffer().toString();
        var cursor = reader.getBuffer().cursor();
        var documents = Uninterrupted.call(() -> found.apply(text, cursor));
        if (documents.isEmpty()) {
            return false;
        }
        var lines = String.join("\n", documents).lines().toList();
        var shown = lines.subList(0, Math.min(lines.size(), LINES_MAX));
        reader.printAbove(String.join("\n", shown) + (shown.size() < lines.size() ? "\n..." : ""));
        return true;
    }
}
