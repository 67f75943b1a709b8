/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.progress;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;

import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Draws a progress line five times a second while stages run, and an empty one when the last one ends.
public final class LiveProgress implements SparrowListener {
    private static final long REFRESH_MILLIS = 200;

    private final IntSupplier columns;
    private final Consumer<String> draw;
    private final ProgressLine line = new ProgressLine();
    private boolean drawing;

    /// @param columns how long the line may be
    /// @param draw puts it in the place of the one before; called by one thread at a time
    public LiveProgress(IntSupplier columns, Consumer<String> draw) {
        this.columns = columns;
        this.draw = draw;
    }

    @Override
    public synchronized void onEvent(Event event) {
        line.onEvent(event, now());
        if (!line.active()) {
            draw.accept("");
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
            draw.accept(line.render(now(), columns.getAsInt()));
        }
        return drawing;
    }
}
