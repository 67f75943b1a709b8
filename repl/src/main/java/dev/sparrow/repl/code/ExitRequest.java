/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

/// Thrown where a snippet asks the JVM to end: the shell stays, the snippet ends.
@SuppressWarnings("DoNotCallSuggester") // what snippets wanted to call would not return either
public final class ExitRequest extends Error {
    private static final long serialVersionUID = 1;

    private final int status;

    private ExitRequest(int status) {
        super("System.exit(" + status + ") would end the shell and was not carried out; /exit leaves it");
        this.status = status;
    }

    public int status() {
        return status;
    }

    /// In place of `System.exit`.
    public static void exit(int status) {
        throw new ExitRequest(status);
    }

    /// In place of the methods of `Runtime`.
    public static void exit(Runtime runtime, int status) {
        throw new ExitRequest(status);
    }
}
