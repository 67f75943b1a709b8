/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import dev.sparrow.SparrowConf;
import dev.sparrow.repl.dialogue.Dialogue;
import dev.sparrow.repl.notebook.Notebook.Cell;
import dev.sparrow.repl.session.Session;
import dev.sparrow.repl.show.Chart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Evaluates a notebook in a shell of its own.
public final class NotebookRun {
    private final List<Cell> cells = new ArrayList<>();
    private final List<List<Chart>> charts = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private NotebookRun() {}

    /// Evaluates all of it.
    ///
    /// Standard output goes into the notebook meanwhile, for that is where snippets print.
    ///
    /// @param master such as `local[2]`: how data are cut decides some of what is printed
    public static NotebookRun of(Notebook notebook, String master) {
        var run = new NotebookRun();
        var standard = System.out;
        var captured = new PrintStream(run.printed, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        try {
            run.evaluate(notebook, master, captured);
            return run;
        } finally {
            System.setOut(standard);
        }
    }

    /// The notebook with what its code printed.
    public Notebook notebook() {
        return new Notebook(List.copyOf(cells));
    }

    /// For each cell, the charts that it made.
    List<List<Chart>> charts() {
        return charts;
    }

    private void evaluate(Notebook notebook, String master, PrintStream captured) {
        var out = new PrintWriter(captured, true, StandardCharsets.UTF_8);
        try (var dialogue =
                new Dialogue(
                        () -> Session.start(new SparrowConf().setMaster(master), List.of()),
                        out,
                        out,
                        Dialogue.Manner.CHATTY)) {
            dialogue.onValue(value -> {
                if (value instanceof Chart chart) {
                    charts.getLast().add(chart);
                }
            });
            for (var cell : notebook.cells()) {
                charts.add(new ArrayList<>());
                cells.add(
                        switch (cell) {
                            case Notebook.Prose prose -> prose;
                            case Notebook.Code code -> evaluate(code, dialogue);
                        });
            }
        }
    }

    private Notebook.Code evaluate(Notebook.Code code, Dialogue dialogue) {
        printed.reset();
        dialogue.end(dialogue.answer(code.source() + "\n"));
        var output = printed.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing).toList();
        return new Notebook.Code(code.source(), String.join("\n", output));
    }
}
