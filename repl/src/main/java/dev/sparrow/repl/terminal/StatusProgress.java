/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.event.Event;
import dev.sparrow.event.EventListener;
import dev.sparrow.progress.ProgressLine;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

import java.util.List;

/// Progress bars in the terminal's status line, drawn five times a second while stages run, erased when the last one
/// ends. JLine owns the line, so what snippets print and what is typed ahead stays whole.
final class StatusProgress implements EventListener {
    private static final long REFRESH_MILLIS = 200;

    private final Terminal terminal;
    private final ProgressLine line = new ProgressLine();
    private boolean drawing;
    private boolean shown;

    StatusProgress(Terminal terminal) {
        this.terminal = terminal;
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
            draw(line.render(now(), terminal.getWidth()));
        }
        return drawing;
    }

    private void draw(String text) {
        if (text.isEmpty() && !shown) {
            return;
        }
        shown = !text.isEmpty();
        var status = Status.getStatus(terminal);
        if (status == null) {
            return;
        }
        if (shown) {
            status.update(List.of(new AttributedString(text)));
        } else {
            status.hide();
        }
    }
}
