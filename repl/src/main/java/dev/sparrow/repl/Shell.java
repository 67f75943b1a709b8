/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.config.LaunchSettings;
import dev.sparrow.config.Settings;
import dev.sparrow.repl.dialogue.Dialogue;
import dev.sparrow.repl.dialogue.FirstSnippet;
import dev.sparrow.repl.eval.Evaluator;
import dev.sparrow.repl.notebook.Notebook;
import dev.sparrow.repl.session.Session;
import dev.sparrow.repl.terminal.EarlyStart;
import dev.sparrow.repl.terminal.TerminalShell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// `bin/sparrow shell`: at a terminal if a person types, else in a pipe.
public final class Shell {
    private final Supplier<Evaluator> compilers;
    private final Runnable compilerStarted;

    /// How the shell is started.
    ///
    /// @param scripts evaluated first, in this order
    /// @param steps notebooks whose code stands at the prompt, cell after cell
    /// @param code evaluated after them; if there is any, nothing is read from standard input
    /// @param failFast whether the first failure ends it, unless a person types
    /// @param jars what snippets see besides the class path
    /// @param interactive whether a person types
    /// @param version for the banner
    public record Options(
            List<Path> scripts,
            List<Path> steps,
            List<String> code,
            boolean failFast,
            List<Path> jars,
            boolean interactive,
            String version) {}

    private Shell(Supplier<Evaluator> compilers, Runnable compilerStarted) {
        this.compilers = compilers;
        this.compilerStarted = compilerStarted;
    }

    /// One that does nothing yet.
    public static Shell create() {
        return new Shell(Session::compiler, () -> {});
    }

    /// One whose compiler starts at once: that takes longest, and needs none of the options.
    public static Shell startEarly() {
        var compilers = EarlyStart.of(Session::compiler);
        return new Shell(compilers, compilers::await);
    }

    private Session session(List<Path> jars) {
        return Session.start(new SparrowConf(), jars, compilers);
    }

    /// Returns the exit code when the user has left or the input has ended.
    public int run(Options options) throws IOException {
        Supplier<Session> starter = () -> session(options.jars());
        return options.interactive() && options.code().isEmpty()
                ? TerminalShell.run(
                        starter,
                        new TerminalShell.Start(
                                banner(options), options.scripts(), notebooks(options), compilerStarted))
                : pipe(starter, options);
    }

    /// Goes through what a person does at a terminal of its own, so that the JVM can record the classes which that
    /// takes.
    ///
    /// @param folder for files that it leaves behind
    public static void rehearse(Path folder) throws IOException {
        TerminalShell.rehearse(() -> startEarly().session(List.of()), folder);
    }

    private static String banner(Options options) {
        var launch = LaunchSettings.ofThisProcess();
        var settings = Settings.resolve(Map.of(), launch.commandLine(), launch.file());
        return options.version()
                + ", Java "
                + Runtime.version().feature()
                + ", "
                + settings.get(Keys.MASTER)
                + ". The context is sc; /help lists commands.";
    }

    private static List<Notebook> notebooks(Options options) throws IOException {
        var notebooks = new ArrayList<Notebook>();
        for (var file : options.steps()) {
            notebooks.add(Notebook.parse(Files.readString(file)));
        }
        return notebooks;
    }

    private static int pipe(Supplier<Session> starter, Options options) throws IOException {
        var out = new PrintWriter(System.out, false, System.out.charset());
        var err = new PrintWriter(System.err, false, System.err.charset());
        try (var dialogue = new Dialogue(starter, out, err, Dialogue.Manner.RESULTS_ONLY)) {
            dialogue.leaveAtFailure(options.failFast());
            for (var script : options.scripts()) {
                dialogue.end(dialogue.answer(Files.readString(script)));
            }
            for (var code : options.code()) {
                dialogue.end(dialogue.answer(code + "\n"));
            }
            if (options.code().isEmpty()) {
                answerAll(dialogue, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
            }
            return dialogue.failures() == 0 ? 0 : 1;
        }
    }

    /// Line by line, so that the one at the other end of the pipe gets each result at once. A line that begins with a
    /// dot goes on with the one before, if it is there already, also behind blank lines.
    private static void answerAll(Dialogue dialogue, BufferedReader in) throws IOException {
        var rest = "";
        var line = in.readLine();
        while (line != null && !dialogue.left()) {
            rest += line + "\n";
            var next = in.ready() ? in.readLine() : "";
            while (next != null && next.isBlank() && in.ready()) {
                next = in.readLine();
            }
            if (next == null || !FirstSnippet.goesOn(rest, next)) {
                rest = dialogue.answer(rest);
            }
            line = next == null || !next.isEmpty() ? next : in.readLine();
        }
        dialogue.end(rest);
    }
}
