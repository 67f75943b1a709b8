/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sparrow.repl.dialogue.Dialogue;
import dev.sparrow.repl.notebook.Notebook;
import dev.sparrow.repl.prelude.Prelude;
import dev.sparrow.repl.session.Session;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Reads from a terminal and answers, until the person leaves.
///
/// The prompt is there when the compiler has started. The engine may still be starting, and the imports may be made,
/// while the first line is typed. An earlier prompt would only take from the time of the first answer.
public final class TerminalShell {
    private static final String PROMPT = "sparrow> ";
    private static final String CONTINUED = "     ...> ";

    /// Ends with Ctrl-D.
    private static final String REHEARSAL =
            """
            int x = 1;
            int plus(int v) { return v + x; }
            record P(int a, String b) {}
            sc.parallelize(List.of(1, 2)).map(v -> plus(v)).collect()
            show(sc.range(0, 5).map(v -> new P(plus(v.intValue()), "p")))
            nonsense(
            )
            /vars
            1 + 1
            sc.ran\t0, 5).count()
            sc.range(\t0, 5)
            """
                            .replace('\n', '\r')
                    + "\u0004";

    private final Terminal terminal;
    private final FutureTask<Dialogue> dialogue;
    private final LineReader reader;
    private final PlainLines plain;
    private final Steps steps;

    /// Whether Ctrl-C was pressed since the last Enter.
    private volatile boolean stopped;

    /// How it begins.
    ///
    /// @param banner the first line
    /// @param scripts evaluated before the first prompt
    /// @param steps notebooks whose code stands at the prompt, cell after cell
    /// @param compiler returns when the compiler has started; before that there is no prompt
    public record Start(String banner, List<Path> scripts, List<Notebook> steps, Runnable compiler) {}

    private TerminalShell(Terminal terminal, Supplier<Session> starter, List<Notebook> notebooks, Path history) {
        this.steps = new Steps(notebooks);
        this.terminal = terminal;
        this.dialogue = new FutureTask<>(() -> dialogue(starter));
        Thread.ofPlatform().daemon().name("sparrow-shell-start").start(dialogue);
        this.plain = new PlainLines(terminal, this::isComplete);
        var analysis = new Analysis(this::awaitDialogue);
        var completer = new SnippetCompleter(analysis);
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("Sparrow")
                        .parser(new SnippetParser(this::isComplete))
                        .completer(completer)
                        .highlighter(new SnippetHighlighter())
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
                        .variable(LineReader.HISTORY_FILE, history)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.AUTO_MENU, false)
                        .build();
        Tab.install(reader, analysis, completer);
        for (var bracket :
                List.of(
                        List.of(LineReader.INSERT_CLOSE_PAREN, ")"),
                        List.of(LineReader.INSERT_CLOSE_SQUARE, "]"),
                        List.of(LineReader.INSERT_CLOSE_CURLY, "}"))) {
            reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(bracket.getFirst()), bracket.getLast());
        }
    }

    /// Returns the exit code.
    public static int run(Supplier<Session> starter, Start start) throws IOException {
        var begun = EarlyStart.of(starter);
        try (var terminal = SystemTerminal.open()) {
            return run(terminal, begun, start, historyFile("shell-history"));
        }
    }

    /// On any terminal.
    static int run(Terminal terminal, Supplier<Session> starter, Start start, Path history) throws IOException {
        // Nothing that is typed ends the JVM, whatever the shell is doing just then.
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        var shell = new TerminalShell(terminal, starter, start.steps(), history);
        terminal.handle(Terminal.Signal.INT, _ -> shell.stop());
        shell.banner(start.banner());
        start.compiler().run();
        try {
            for (var script : start.scripts()) {
                shell.stopped = false;
                shell.answer(Files.readString(script));
            }
            shell.loop();
            return 0;
        } finally {
            shell.awaitDialogue().close();
            Prelude.fitTo(() -> Integer.MAX_VALUE); // of this terminal nobody can ask any more
        }
    }

    /// At a terminal in memory, with a few lines typed ahead.
    public static void rehearse(Supplier<Session> starter, Path folder) throws IOException {
        SystemTerminal.open().close();
        var name = "rehearsal";
        try (var terminal =
                new LineDisciplineTerminal(name, "xterm-256color", OutputStream.nullOutputStream(), UTF_8)) {
            terminal.setSize(new Size(100, 30));
            for (var key : REHEARSAL.getBytes(UTF_8)) {
                terminal.processInputByte(key);
            }
            run(terminal, starter, new Start(name, List.of(), List.of(), () -> {}), folder.resolve(name));
        }
    }

    /// Where what was typed is kept from one time to the next.
    static Path historyFile(String name) throws IOException {
        var state = System.getenv("XDG_STATE_HOME");
        var folder =
                (state == null ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state))
                        .resolve("sparrow");
        Files.createDirectories(folder);
        return folder.resolve(name);
    }

    private Dialogue dialogue(Supplier<Session> starter) {
        var answering =
                new Dialogue(
                        () -> withProgress(starter.get()),
                        terminal.writer(),
                        terminal.writer(),
                        Dialogue.Manner.CHATTY);
        Prelude.fitTo(() -> terminal.getWidth() > 0 ? terminal.getWidth() : Integer.MAX_VALUE);
        answering.editWith(Editor::edit);
        answering.stopWhen(() -> stopped);
        return answering;
    }

    private Session withProgress(Session session) {
        session.context().addListener(new StatusProgress(terminal));
        return session;
    }

    private Dialogue awaitDialogue() {
        return Uninterrupted.get(dialogue);
    }

    /// Asked when Enter was pressed. From here on Ctrl-C is for what was entered, even while that is only read or
    /// compiled. As long as the line editor is at work it interrupts this thread for it; after that [#stop] is called.
    private boolean isComplete(String text) {
        stopped = false;
        return Uninterrupted.call(() -> awaitDialogue().isComplete(text), () -> stopped = true);
    }

    /// Ctrl-C was pressed.
    private void stop() {
        stopped = true;
        if (dialogue.state() == Future.State.SUCCESS) {
            dialogue.resultNow().session().interrupt();
        }
    }

    private void banner(String text) {
        terminal.writer().println(text);
        terminal.flush();
    }

    private void loop() {
        while (!dialogue.isDone() || !awaitDialogue().left()) {
            var code = steps.next(terminal.writer());
            try {
                var line = read(code);
                if (!code.isEmpty()) {
                    steps.done();
                }
                stopped |= Thread.interrupted();
                answer(line);
            } catch (VirtualMachineError e) {
                // Tasks that fill the heap may make any thread fail that asks for memory just then.
                terminal.writer().println("Error: the shell could not answer: " + e + ". /reset starts a new context.");
                terminal.flush();
            } catch (UserInterruptException cleared) {
                // Ctrl-C at the prompt clears the line.
                steps.pause();
            } catch (EndOfFileException left) {
                return;
            }
        }
    }

    private String read(String proposed) {
        return PlainLines.suit(terminal)
                ? plain.read(PROMPT, CONTINUED, proposed)
                : reader.readLine(PROMPT, null, proposed.isEmpty() ? null : proposed);
    }

    /// While it runs, what is typed is not echoed if it can be shown at the next prompt.
    private void answer(String text) {
        if (PlainLines.suit(terminal)) {
            evaluate(text);
        } else {
            answerWithoutEcho(text);
        }
    }

    private void answerWithoutEcho(String text) {
        var attributes = terminal.getAttributes();
        var quiet = new Attributes(attributes);
        quiet.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        quiet.setLocalFlag(Attributes.LocalFlag.ICANON, false);
        terminal.setAttributes(quiet);
        try {
            evaluate(text);
        } finally {
            terminal.setAttributes(attributes);
        }
    }

    private void evaluate(String text) {
        var answering = awaitDialogue();
        Uninterrupted.call(() -> {
            answering.end(answering.answer(text + "\n"));
            return text;
        });
    }
}
