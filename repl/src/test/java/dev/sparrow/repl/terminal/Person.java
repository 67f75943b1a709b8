/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.SparrowConf;
import dev.sparrow.repl.session.Session;

import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sits at the shell as a person would: types, waits for the screen, reads it.
///
/// Keys go through a line discipline like that of an operating system, so Ctrl-C is a signal and echo can be switched
/// off; what the shell writes goes to a terminal emulator.
final class Person {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROWS = 30;

    private final ScreenTerminal screen;
    private final LineDisciplineTerminal terminal;
    private final FutureTask<Integer> shell;
    private final Thread reader;
    private int columns;

    Person(int columns, Path history) throws IOException {
        this(columns, history, new TerminalShell.Start("Sparrow (test)", List.of(), List.of(), () -> {}));
        waitForPrompt();
    }

    /// Does not wait for anything.
    Person(int columns, Path history, TerminalShell.Start start) throws IOException {
        this(columns, history, start, "xterm-256color");
    }

    /// One that knows no more than to print.
    static Person atADumbTerminal(Path history) throws IOException {
        return new Person(
                100,
                history,
                new TerminalShell.Start("Sparrow (test)", List.of(), List.of(), () -> {}),
                Terminal.TYPE_DUMB);
    }

    /// One who types before the shell is there.
    ///
    /// @param mayStart when compiler and engine do
    static Person early(Path history, CountDownLatch mayStart) throws IOException {
        var start = new TerminalShell.Start("Sparrow (test)", List.of(), List.of(), () -> {});
        return new Person(100, history, start, "xterm-256color", mayStart);
    }

    private Person(int columns, Path history, TerminalShell.Start start, String type) throws IOException {
        this(columns, history, start, type, new CountDownLatch(0));
    }

    private Person(int columns, Path history, TerminalShell.Start start, String type, CountDownLatch mayStart)
            throws IOException {
        this.columns = columns;
        screen = new ScreenTerminal(columns, ROWS);
        terminal = new LineDisciplineTerminal("test", type, new ToScreen(), StandardCharsets.UTF_8);
        terminal.setSize(new Size(columns, ROWS));
        shell = new FutureTask<>(() -> TerminalShell.run(terminal, () -> session(mayStart), start, history));
        reader = Thread.ofPlatform().daemon().name("test-shell").start(shell);
    }

    private static Session session(CountDownLatch mayStart) {
        try {
            mayStart.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Session.start(new SparrowConf().setMaster("local[2]"), List.of());
    }

    /// Whether the line editor waits for compiler and engine, which it needs at each Enter.
    boolean waitsForTheShell() {
        return Stream.of(reader.getStackTrace()).anyMatch(frame -> frame.getClassName().endsWith(".Uninterrupted"));
    }

    private final class ToScreen extends OutputStream {
        @Override
        public void write(int letter) {
            write(new byte[] {(byte) letter}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            screen.write(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    void type(String keys) throws IOException {
        for (var key : keys.getBytes(StandardCharsets.UTF_8)) {
            terminal.processInputByte(key & 0xff);
        }
    }

    void enter(String line) throws IOException {
        type(line + "\r");
    }

    void paste(String block) throws IOException {
        type("\u001b[200~" + block.replace("\n", "\r") + "\u001b[201~");
    }

    void resize(int columns) {
        this.columns = columns;
        screen.setSize(columns, ROWS);
        terminal.setSize(new Size(columns, ROWS));
        terminal.raise(Terminal.Signal.WINCH);
    }

    /// The screen as text, without blanks at the ends of lines.
    String screen() {
        var cells = new long[columns * ROWS];
        try {
            screen.dump(cells, 0, 0, ROWS, columns, null);
        } catch (RuntimeException e) {
            return "";
        }
        var lines = new StringBuilder();
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < columns; column++) {
                var letter = (int) (cells[row * columns + column] & 0xffffffffL);
                lines.appendCodePoint(letter == 0 ? ' ' : letter);
            }
            lines.append('\n');
        }
        return lines.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n")).stripTrailing();
    }

    void waitFor(String text) {
        waitFor(text, shown -> shown.contains(text));
    }

    /// Until the last line of the screen is an empty prompt.
    void waitForPrompt() {
        waitFor("an empty prompt", shown -> shown.endsWith("\nsparrow>") || shown.equals("sparrow>"));
    }

    private void waitFor(String what, Predicate<String> seen) {
        waitUntil(() -> seen.test(screen()), what);
    }

    /// @param what it is that is waited for
    void waitUntil(BooleanSupplier happened, String what) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end || shell.isDone()) {
                throw new AssertionError("Waited in vain for " + what + ". The screen:\n" + screen());
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    int exitCode() throws Exception {
        return shell.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Clears the line and leaves.
    void leave() throws Exception {
        if (!shell.isDone()) {
            type("\u0003");
            waitForPrompt();
            type("\u0004");
            exitCode();
        }
        terminal.close();
    }
}
