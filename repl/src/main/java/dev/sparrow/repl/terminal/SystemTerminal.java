/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;

import java.io.IOException;

/// The terminal that the JVM was started from.
final class SystemTerminal {
    private SystemTerminal() {}

    /// JLine can reach it in several ways and would try all of them before it takes one. The first here is ready ten
    /// times as soon as the others; it needs a folder for temporary files from which the system loads libraries.
    static Terminal open() throws IOException {
        describe(System.getenv("TERM"));
        try {
            return hearing(TerminalBuilder.builder().system(true).jni(true).ffm(false).exec(false).dumb(false).build());
        } catch (IllegalStateException | IOException noLibrary) {
            return hearing(TerminalBuilder.builder().system(true).dumb(true).build());
        }
    }

    /// A terminal that can only print does not ask the system for signals, and Ctrl-C would end the JVM.
    private static Terminal hearing(Terminal terminal) {
        if (PlainLines.suit(terminal)) {
            Signals.register(Terminal.Signal.INT.name(), () -> terminal.raise(Terminal.Signal.INT));
        }
        return terminal;
    }

    /// JLine brings descriptions of common terminals, and would nevertheless run a program that prints them.
    private static void describe(String type) {
        var description = type == null ? null : InfoCmp.getDefaultInfoCmp(type);
        if (description != null) {
            InfoCmp.setLoadedInfoCmp(type, description);
        }
    }
}
