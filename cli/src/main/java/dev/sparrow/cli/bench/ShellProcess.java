/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A shell in a process of its own, at a pseudo-terminal that the program `script` makes.
final class ShellProcess implements AutoCloseable {
    private static final String PROMPT = "sparrow> ";

    private final Process process;
    private final InputStream screen;
    private final OutputStream keys;
    private final double promptNanos;

    private ShellProcess(Process process, long started) throws IOException {
        this.process = process;
        this.screen = process.getInputStream();
        this.keys = process.getOutputStream();
        await(PROMPT);
        this.promptNanos = System.nanoTime() - started;
    }

    static ShellProcess start() throws IOException {
        var home = System.getProperty("sparrow.launcher.home");
        if (home == null) {
            throw new IllegalStateException(
                    "Only bin/sparrow knows which launcher to measure: run bin/sparrow bench shell.");
        }
        var launcher = Path.of(home, "bin", "sparrow");
        var command = "stty rows 40 cols 120; exec '" + launcher + "' shell";
        var started = System.nanoTime();
        var builder =
                new ProcessBuilder("script", "-q", "-e", "-f", "-c", command, "/dev/null").redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        return new ShellProcess(builder.start(), started);
    }

    /// From the start of the launcher.
    double promptNanos() {
        return promptNanos;
    }

    /// Types, and waits until the screen shows something.
    ///
    /// @return nanoseconds between the two
    double type(String text, String shown) throws IOException {
        var began = System.nanoTime();
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
        await(shown);
        return System.nanoTime() - began;
    }

    /// Of the letters only; sequences that move the cursor or colour may stand between them.
    private void await(String text) throws IOException {
        var seen = new StringBuilder();
        var inSequence = false;
        while (seen.indexOf(text) < 0) {
            var next = screen.read();
            if (next < 0) {
                throw new IOException("The shell ended while '" + text + "' was awaited. It wrote: " + seen);
            }
            if (next == 0x1b) {
                inSequence = true;
            } else if (inSequence) {
                inSequence = !Character.isLetter(next) && next != '=' && next != '>';
            } else {
                seen.append((char) next);
            }
        }
    }

    @Override
    public void close() throws IOException {
        // One after the other: Ctrl-C arrives as a signal, and Ctrl-D in a line that is not cleared yet does not leave.
        type("\003", PROMPT);
        keys.write("\004".getBytes(StandardCharsets.UTF_8));
        keys.flush();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
