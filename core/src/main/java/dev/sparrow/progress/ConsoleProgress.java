/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.progress;

import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;

import java.io.PrintStream;

/// Progress bars on a terminal, below what stands there.
public final class ConsoleProgress implements SparrowListener {
    private final PrintStream terminal;
    private final LiveProgress live;
    private int drawn;

    public ConsoleProgress(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.live = new LiveProgress(() -> columns, this::draw);
    }

    /// Whether to draw, by what the user asked for and what standard error is.
    public static boolean wanted(Keys.Progress asked, boolean terminal) {
        return switch (asked) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> terminal;
        };
    }

    @Override
    public void onEvent(Event event) {
        live.onEvent(event);
    }

    /// Overwrites what stands there with `text`, and with blanks where that was longer.
    private void draw(String text) {
        if (drawn > 0 || !text.isEmpty()) {
            terminal.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())) + (text.isEmpty() ? "\r" : ""));
            terminal.flush();
            drawn = text.length();
        }
    }
}
