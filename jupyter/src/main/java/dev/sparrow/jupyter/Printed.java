/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.repl.notebook.HtmlTables;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What a cell prints, given on by whole lines: a few times a second while there is something, and at the end. Tables
/// become tables.
final class Printed extends OutputStream {
    private static final long INTERVAL_NANOS = 200_000_000;

    private final Output output;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long givenOn = System.nanoTime();

    Printed(Output output) {
        this.output = output;
    }

    @Override
    public synchronized void write(int letter) {
        kept.write(letter);
        if (letter == '\n' && System.nanoTime() - givenOn > INTERVAL_NANOS) {
            giveOn();
        }
    }

    @Override
    public synchronized void write(byte[] letters, int from, int length) {
        kept.write(letters, from, length);
        if (length > 0 && letters[from + length - 1] == '\n' && System.nanoTime() - givenOn > INTERVAL_NANOS) {
            giveOn();
        }
    }

    private void giveOn() {
        var text = kept.toString(StandardCharsets.UTF_8);
        kept.reset();
        givenOn = System.nanoTime();
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
        giveOn();
    }
}
