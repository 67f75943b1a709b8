/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.progress;

import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;
import dev.sparrow.event.EventListener;

import java.io.PrintStream;

/// Progress bars on a terminal: drawn five times a second while stages run, erased when the last one ends.
public final class ConsoleProgress implements EventListener {
    private static final long REFRESH_MILLIS = 200;

    private final PrintStream terminal;
    private final int columns;
    private final ProgressLine line = new ProgressLine();
    private boolean drawing;
    private int drawn;

    public ConsoleProgress(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
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
    public synchronized void onEvent(Event event) {
        line.onEvent(event, now());
        if (!line.active()) {
            draw("");
        } else if (!drawing) {
            drawing = true;
            Thread.ofVirtual().name("sparrow-progress").start(this::drawWhileActive);
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void drawWhileActive() {
        try {
            while (drawOnce()) {
                Thread.sleep(REFRESH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean drawOnce() {
        drawing = line.active();
        if (drawing) {
            draw(line.render(now(), columns));
        }
        return drawing;
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
