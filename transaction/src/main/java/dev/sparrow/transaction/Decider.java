/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.local.DecisionLog;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/// The cell whose log takes the decisions of a transaction.
///
/// @param members such as `a=host:port,b=host:port`
/// @param secretFile empty if there is none
record Decider(String members, Optional<Path> secretFile) {
    DecisionLog connect() {
        return ServiceLoader.load(DecisionLog.Provider.class, Decider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new SparrowException(
                                ErrorCode.NO_ENGINE,
                                "Nothing on the class path asks the cell "
                                        + members
                                        + " for decisions. Add the artifact dev.sparrow:sparrow-cell."))
                .connect(members, secretFile);
    }

    /// One line; [#parse] reads it.
    String line() {
        return encoded(members) + secretFile.map(file -> " " + encoded(file.toAbsolutePath().toString())).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Decider parse(String line) {
        var space = line.indexOf(' ');
        var members = space < 0 ? line : line.substring(0, space);
        return new Decider(
                URLDecoder.decode(members, StandardCharsets.UTF_8),
                space < 0
                        ? Optional.empty()
                        : Optional.of(Path.of(URLDecoder.decode(line.substring(space + 1), StandardCharsets.UTF_8))));
    }
}
