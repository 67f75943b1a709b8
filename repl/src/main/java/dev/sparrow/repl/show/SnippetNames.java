/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import java.util.regex.Pattern;

/// Names of classes that were made at the prompt, as they were typed: the compiler and the JVM put others around them.
public final class SnippetNames {
    /// Of a class without a name.
    private static final Pattern ANONYMOUS =
            Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*\\$+JShell\\$anonymous\\$+\\d+");

    private static final Pattern LAMBDA = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*\\$\\$Lambda(/0x[0-9a-f]+)?");

    /// What stands before the name of a type.
    private static final Pattern HOLDER = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*\\$");

    /// Where the JVM found a class; for one of the prompt that says nothing.
    private static final Pattern LOADERS =
            Pattern.compile(" \\([^()]*REPL\\.\\$JShell[^()]* in unnamed module of loader [^()]*\\)");

    private SnippetNames() {}

    public static String plain(String text) {
        if (!text.contains("REPL.$JShell")) {
            return text;
        }
        var plain = LOADERS.matcher(text).replaceAll("");
        plain = ANONYMOUS.matcher(plain).replaceAll("(anonymous class)");
        plain = LAMBDA.matcher(plain).replaceAll("(lambda)");
        return HOLDER.matcher(plain).replaceAll("");
    }
}
