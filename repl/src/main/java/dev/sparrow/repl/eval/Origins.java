/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import dev.sparrow.repl.code.Origin;

import jdk.jshell.SourceCodeAnalysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows which snippet a class comes from while JShell still works on it.
///
/// Of the classes that one evaluation loads, the first one is that of the snippet itself; others are new versions of
/// snippets that depend on it.
final class Origins {
    private final SourceCodeAnalysis analysis;
    private final Map<String, Origin> byNumber = new HashMap<>();
    private Origin current = new Origin("#0", List.of());
    private boolean open;

    Origins(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /// A snippet is about to be evaluated.
    void begin(String id, String source) {
        current = new Origin("#" + id, source.strip().contains("\n") ? lines(source) : List.of());
        open = true;
    }

    Origin of(String number) {
        if (open) {
            open = false;
            byNumber.put(number, current);
        }
        return byNumber.getOrDefault(number, current);
    }

    private List<Integer> lines(String source) {
        var wrapper = analysis.wrappers(source).getFirst();
        var lines = new ArrayList<Integer>();
        var position = 0;
        for (var line : wrapper.wrapped().split("\n", -1)) {
            // The first character that is more than indentation.
            var first = position + line.length() - line.stripLeading().length();
            var offset = Math.clamp(wrapper.wrappedToSourcePosition(first), 0, source.length());
            lines.add(1 + (int) source.substring(0, offset).chars().filter(letter -> letter == '\n').count());
            position += line.length() + 1;
        }
        return List.copyOf(lines);
    }
}
