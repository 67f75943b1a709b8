/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import dev.sparrow.SparrowConf;
import dev.sparrow.repl.dialogue.Dialogue;
import dev.sparrow.repl.notebook.Notebook.Cell;
import dev.sparrow.repl.session.Session;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Evaluates notebooks, each in a shell of its own.
public final class NotebookRun {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private NotebookRun() {}

    /// The notebook with what its code prints now.
    ///
    /// Standard output goes into the notebook meanwhile, for that is where snippets print.
    ///
    /// @param master such as `local[2]`: how data are cut decides some of what is printed
    public static Notebook of(Notebook notebook, String master) {
        var run = new NotebookRun();
        var standard = System.out;
        var captured = new PrintStream(run.printed, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        try {
            return run.evaluate(notebook, master, captured);
        } finally {
            System.setOut(standard);
        }
    }

    private Notebook evaluate(Notebook notebook, String master, PrintStream captured) {
        var out = new PrintWriter(captured, true, StandardCharsets.UTF_8);
        var cells = new ArrayList<Cell>();
        try (var dialogue =
                new Dialogue(
                        () -> Session.start(new SparrowConf().setMaster(master), List.of()),
                        out,
                        out,
                        Dialogue.Manner.CHATTY)) {
            for (var cell : notebook.cells()) {
                cells.add(
                        switch (cell) {
                            case Notebook.Prose prose -> prose;
                            case Notebook.Code code -> evaluate(code, dialogue);
                        });
            }
        }
        return new Notebook(List.copyOf(cells));
    }

    private Notebook.Code evaluate(Notebook.Code code, Dialogue dialogue) {
        printed.reset();
        dialogue.end(dialogue.answer(code.source() + "\n"));
        var output = printed.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing).toList();
        return new Notebook.Code(code.source(), String.join("\n", output));
    }
}
