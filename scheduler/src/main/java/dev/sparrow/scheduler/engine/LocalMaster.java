/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A master in this JVM.
///
/// @param sharesObjects whether one executor has all slots and shares objects with the driver; else there is one for
///   each slot, and all that passes between them and the driver is bytes, as if they were processes of their own
/// @param slots tasks that run at once, at least 1
/// @param failuresMax how often a task may fail before its job does, at least 1
record LocalMaster(boolean sharesObjects, int slots, int failuresMax) {
    static final List<String> FORMS =
            List.of(
                    "local",
                    "local[n]",
                    "local[*]",
                    "local[n,failures]",
                    "local[*,failures]",
                    "local-bytes[n]",
                    "local-bytes[n,failures]");

    private static final Pattern SHARED =
            Pattern.compile("local(?:\\[\\s*(\\d{1,6}|\\*)\\s*(?:,\\s*(\\d{1,6})\\s*)?])?");
    private static final Pattern BYTES = Pattern.compile("local-bytes\\[\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,6})\\s*)?]");

    /// Understands a master; empty if it is none of these.
    ///
    /// @param cores what `*` means
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if it asks for nothing
    static Optional<LocalMaster> parse(String text, int cores) {
        var shared = SHARED.matcher(text);
        var sharesObjects = shared.matches();
        var matcher = sharesObjects ? shared : BYTES.matcher(text);
        if (!sharesObjects && !matcher.matches()) {
            return Optional.empty();
        }
        var slots =
                matcher.group(1) == null
                        ? 1
                        : matcher.group(1).equals("*") ? cores : Integer.parseInt(matcher.group(1));
        var failures = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        if (slots < 1 || failures < 1) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "Master '"
                            + text
                            + "' asks for "
                            + slots
                            + " task slots and "
                            + failures
                            + " failures; both are at least 1.");
        }
        return Optional.of(new LocalMaster(sharesObjects, slots, failures));
    }
}
