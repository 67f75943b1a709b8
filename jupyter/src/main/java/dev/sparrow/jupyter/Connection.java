/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.repl.notebook.JsonText;

import java.util.Map;

/// Where a front end wants the kernel's sockets, and the key that signs what passes: its connection file.
///
/// @param key empty if nothing is signed
public record Connection(
        String transport, String ip, int shell, int control, int stdin, int iopub, int heartbeat, String key) {
    private static final String SCHEME = "hmac-sha256";

    /// That of a file's text.
    ///
    /// @throws IllegalArgumentException saying what is missing
    public static Connection parse(String text) {
        if (!(JsonText.parse(text) instanceof Map<?, ?> file)) {
            throw new IllegalArgumentException("it is no connection file");
        }
        var scheme = file.get("signature_scheme");
        if (scheme != null && !scheme.equals(SCHEME)) {
            throw new IllegalArgumentException(
                    "its signature_scheme is " + scheme + ", and only " + SCHEME + " is known");
        }
        return new Connection(
                text(file, "transport"),
                text(file, "ip"),
                port(file, "shell_port"),
                port(file, "control_port"),
                port(file, "stdin_port"),
                port(file, "iopub_port"),
                port(file, "hb_port"),
                text(file, "key"));
    }

    private static String text(Map<?, ?> file, String name) {
        if (file.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no " + name);
    }

    private static int port(Map<?, ?> file, String name) {
        if (file.get(name) instanceof Long port) {
            return Math.toIntExact(port);
        }
        throw new IllegalArgumentException("it has no " + name);
    }

    String address(int port) {
        return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + port;
    }
}
