/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import java.util.regex.Pattern;

/// The names that JShell gives its classes: `REPL/$JShell$12B` holds a snippet's members, nested types come behind a
/// `$`.
final class Names {
    private static final Pattern HOLDER = Pattern.compile("REPL/\\$JShell\\$(\\d+)[A-Z]*");
    private static final Pattern SNIPPET = Pattern.compile("REPL/\\$JShell\\$(\\d+)[A-Z]*(?:\\$.*)?");

    /// The method that runs the top level of a snippet. Only the driver ever calls it.
    static final String TOP_LEVEL = "do_it$";

    private Names() {}

    static String internal(String binaryName) {
        return binaryName.replace('.', '/');
    }

    static boolean isSnippet(String internalName) {
        return SNIPPET.matcher(internalName).matches();
    }

    /// Whether static fields of the class are variables of the shell.
    static boolean isHolder(String internalName) {
        return HOLDER.matcher(internalName).matches();
    }

    /// The class that holds the snippet's members: the outermost.
    static String holder(String internalName) {
        var end = internalName.indexOf('$', "REPL/$JShell$".length());
        return end < 0 ? internalName : internalName.substring(0, end);
    }

    /// The number of the snippet, as `/list` shows it.
    static String number(String internalName) {
        var matcher = SNIPPET.matcher(internalName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(internalName + " is not a class of a snippet");
        }
        return matcher.group(1);
    }
}
