/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.regex.Pattern;

/// The place where jobs run.
public sealed interface Master {

    /// In this JVM.
    ///
    /// @param slots tasks that run at once, at least 1
    /// @param failuresMax how often a task may fail before its job does, at least 1
    record Local(int slots, int failuresMax) implements Master {
        @Override
        public String toString() {
            return failuresMax == 1 ? "local[" + slots + "]" : "local[" + slots + "," + failuresMax + "]";
        }
    }

    /// In this JVM, by a driver and executors of one slot each that share no object: all that passes between them is
    /// bytes, as if they were processes of their own.
    ///
    /// @param executors at least 1
    /// @param failuresMax as with [Local]
    record LocalBytes(int executors, int failuresMax) implements Master {
        @Override
        public String toString() {
            return failuresMax == 1
                    ? "local-bytes[" + executors + "]"
                    : "local-bytes[" + executors + "," + failuresMax + "]";
        }
    }

    /// The forms that [#parse] understands, for messages.
    String FORMS = "local, local[n], local[*], local[n,failures], local[*,failures], local-bytes[n] or"
                    + " local-bytes[n,failures]";

    Pattern LOCAL_BYTES = Pattern.compile("local-bytes\\[\\s*([1-9]\\d{0,2})\\s*(?:,\\s*([1-9]\\d{0,5})\\s*)?]");
    Pattern LOCAL = Pattern.compile("local(?:\\[\\s*(\\d{1,6}|\\*)\\s*(?:,\\s*(\\d{1,6})\\s*)?])?");

    /// Understands a master string.
    ///
    /// @param cores what `*` means
    static Master parse(String text, int cores) {
        var bytes = LOCAL_BYTES.matcher(text.strip());
        if (bytes.matches()) {
            var failures = bytes.group(2) == null ? 1 : Integer.parseInt(bytes.group(2));
            return new LocalBytes(Integer.parseInt(bytes.group(1)), failures);
        }
        var local = LOCAL.matcher(text.strip());
        if (!local.matches()) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "Master '" + text + "' is not understood. It is one of: " + FORMS + ".");
        }
        var slots = local.group(1) == null ? 1 : local.group(1).equals("*") ? cores : Integer.parseInt(local.group(1));
        var failures = local.group(2) == null ? 1 : Integer.parseInt(local.group(2));
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
        return new Local(slots, failures);
    }
}
