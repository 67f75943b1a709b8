/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.progress.LiveProgress;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

import java.util.List;

/// Progress bars in the terminal's status line. JLine owns the line, so what snippets print and what is typed ahead
/// stays whole.
final class StatusProgress implements SparrowListener {
    private final Terminal terminal;
    private final LiveProgress live;
    private boolean shown;

    StatusProgress(Terminal terminal) {
        this.terminal = terminal;
        this.live = new LiveProgress(terminal::getWidth, this::draw);
    }

    @Override
    public void onEvent(Event event) {
        live.onEvent(event);
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
