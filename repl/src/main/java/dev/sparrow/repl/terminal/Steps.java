/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.repl.notebook.Notebook;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.List;

/// The cells of notebooks, one after the other: what is to be read is printed, and the code stands at the prompt, so
/// that Enter runs it and any other key changes it.
final class Steps {
    private final ArrayDeque<Notebook.Cell> cells;
    private boolean paused;

    Steps(List<Notebook> notebooks) {
        cells = new ArrayDeque<>(notebooks.stream().flatMap(notebook -> notebook.cells().stream()).toList());
    }

    /// Prints up to the next code and returns that; empty if none is left, or for one prompt after [#pause].
    String next(PrintWriter out) {
        if (paused) {
            paused = false;
            return "";
        }
        while (cells.peek() instanceof Notebook.Prose(var markdown)) {
            out.println("\n" + markdown.indent(2));
            cells.remove();
        }
        out.flush();
        return cells.peek() instanceof Notebook.Code(var source, _) ? source : "";
    }

    /// What [#next] returned was run, as it was or changed.
    void done() {
        cells.poll();
    }

    /// The next prompt is empty; after that the same code comes again.
    void pause() {
        paused = true;
    }
}
