/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.repl.notebook.HtmlTables;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a cell prints, given on by whole lines a moment after they were printed, and the rest at the end. Tables become
/// tables.
final class Printed extends OutputStream {
    /// What is printed in between is given on together.
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Output output;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int lines;
    private boolean willBeGivenOn;

    Printed(Output output) {
        this.output = output;
    }

    @Override
    public void write(int letter) {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] letters, int from, int length) {
        kept.write(letters, from, length);
        for (var i = length - 1; i >= 0; i--) {
            if (letters[from + i] == '\n') {
                lines = kept.size() - (length - 1 - i);
                giveOnSoon();
                return;
            }
        }
    }

    /// Nothing may come for long after a line: it does not wait for the next one.
    private void giveOnSoon() {
        if (!willBeGivenOn) {
            willBeGivenOn = true;
            Thread.ofVirtual()
                    .name("jupyter-printed")
                    .start(() -> {
                        try {
                            Thread.sleep(MOMENT);
                            giveOnLines();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }
    }

    private synchronized void giveOnLines() {
        willBeGivenOn = false;
        giveOn(lines);
    }

    private void giveOn(int count) {
        var letters = kept.toByteArray();
        kept.reset();
        kept.write(letters, count, letters.length - count);
        lines = 0;
        var text = new String(letters, 0, count, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return;
        }
        if (HtmlTables.isIn(text)) {
            output.table(HtmlTables.of(text), text);
        } else {
            output.print(text);
        }
    }

    @Override
    public synchronized void close() {
        giveOn(kept.size());
    }
}
