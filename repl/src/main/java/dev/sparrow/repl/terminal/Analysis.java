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
import java.util.function.Supplier;

/// What the compiler knows about text before a cursor.
final class Analysis {
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

    /// The signatures of what stands before the cursor, with their documentation where it is at hand.
    List<String> documentation(String text, int cursor) {
        return analysis().documentation(text, cursor, false).stream()
                .map(SourceCodeAnalysis.Documentation::signature)
                .distinct()
                .toList();
    }
}
