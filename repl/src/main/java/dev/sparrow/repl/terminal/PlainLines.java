/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import org.jline.reader.EndOfFileException;
import org.jline.terminal.Terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/// What is typed at a terminal that can only print, such as the window of an editor. The system echoes each letter
/// there and lets a line be corrected until Enter; a line editor would show everything a second time.
final class PlainLines {
    private final Terminal terminal;
    private final BufferedReader in;
    private final Predicate<String> complete;

    /// @param complete whether a text is complete as it is
    PlainLines(Terminal terminal, Predicate<String> complete) {
        this.terminal = terminal;
        this.in = new BufferedReader(terminal.reader());
        this.complete = complete;
    }

    static boolean suit(Terminal terminal) {
        return terminal.getType().equals(Terminal.TYPE_DUMB);
    }

    /// Lines up to the end of a snippet.
    ///
    /// @param proposed is shown behind the prompt, and taken if nothing is typed
    String read(String prompt, String continued, String proposed) {
        var text = line(prompt + proposed);
        if (text.isEmpty()) {
            text = proposed;
        }
        while (!complete.test(text)) {
            text += "\n" + line(continued);
        }
        return text;
    }

    private String line(String prompt) {
        terminal.writer().print(prompt);
        terminal.flush();
        try {
            var line = in.readLine();
            if (line == null) {
                throw new EndOfFileException();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be read", e);
        }
    }
}
