/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.SparrowConf;
import dev.sparrow.progress.LiveProgress;
import dev.sparrow.repl.dialogue.Dialogue;
import dev.sparrow.repl.session.Session;
import dev.sparrow.repl.show.Chart;

import jdk.jshell.SourceCodeAnalysis;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The cells of a notebook, one after another in a shell of their own. For one thread, but for [#interrupt].
final class Cells implements AutoCloseable {
    /// As wide as a notebook's cell shows without a break.
    private static final int PROGRESS_COLUMNS = 80;

    private final StringWriter results = new StringWriter();
    private final StringWriter failures = new StringWriter();
    private final List<String> sources = new ArrayList<>();
    private final PrintStream standard = System.out;
    private final Dialogue dialogue;

    /// Held while jobs tell of their progress, since a cell may end meanwhile.
    private final Object telling = new Object();

    private volatile Output output = Output.NOWHERE;
    private volatile boolean interrupted;

    /// What a cell was.
    ///
    /// @param text of its expressions; empty if there is none
    /// @param failure what went wrong; empty if nothing did
    record Result(String text, String failure) {}

    /// Snippets print to standard output; from now on that is the output of the cell that runs.
    Cells(SparrowConf conf) {
        dialogue =
                new Dialogue(
                        () -> withProgress(Session.start(conf, List.of())),
                        new PrintWriter(results, true),
                        new PrintWriter(failures, true),
                        Dialogue.Manner.RESULTS_ONLY);
        dialogue.onValue(this::show);
        dialogue.stopWhen(() -> interrupted);
    }

    private Session withProgress(Session session) {
        session.context().addListener(new LiveProgress(() -> PROGRESS_COLUMNS, this::tellProgress));
        return session;
    }

    private void tellProgress(String line) {
        synchronized (telling) {
            output.progress(line);
        }
    }

    private void show(Object value) {
        if (value instanceof Chart chart) {
            output.picture(chart.svg(), chart.toString());
        }
    }

    /// Evaluates a cell.
    Result run(String source, Output to) {
        interrupted = false;
        output = to;
        results.getBuffer().setLength(0);
        failures.getBuffer().setLength(0);
        sources.add(source);
        try (var printed = new PrintStream(new Printed(to), false, StandardCharsets.UTF_8)) {
            System.setOut(printed);
            dialogue.end(dialogue.answer(source + "\n"));
        } finally {
            System.setOut(standard);
            synchronized (telling) {
                to.progress("");
                output = Output.NOWHERE;
            }
        }
        var failure = failures.toString().strip();
        return new Result(
                results.toString().strip(), interrupted && failure.isEmpty() ? "The cell was interrupted." : failure);
    }

    /// Ends the cell that runs, from another thread.
    void interrupt() {
        interrupted = true;
        dialogue.session().interrupt();
    }

    /// How many cells were run.
    int count() {
        return sources.size();
    }

    /// The sources of the cells that were run.
    List<String> sources() {
        return List.copyOf(sources);
    }

    boolean isComplete(String source) {
        return dialogue.isComplete(source);
    }

    /// What may stand at a place.
    ///
    /// @param from where what is there already begins
    record Continuations(List<String> texts, int from) {}

    Continuations continuations(String source, int at) {
        var from = new int[1];
        var texts =
                analysis().completionSuggestions(source, at, from).stream()
                        .map(SourceCodeAnalysis.Suggestion::continuation)
                        .distinct()
                        .toList();
        return new Continuations(texts, from[0]);
    }

    /// What the code at a place means, and what is written about it; empty if nobody knows.
    String documentation(String source, int at) {
        return analysis().documentation(source, at, true).stream()
                .map(found -> found.signature() + (found.javadoc() == null ? "" : "\n\n" + found.javadoc()))
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    private SourceCodeAnalysis analysis() {
        return dialogue.session().evaluator().shell().sourceCodeAnalysis();
    }

    @Override
    public void close() {
        dialogue.close();
    }
}
