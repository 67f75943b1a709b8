/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

/// What one client did and saw.
///
/// @param process who; a process does one thing at a time
/// @param kind what, in the words of a [Model]
/// @param key on what
/// @param value what was given or seen: null, a `Long`, a `Double`, a `Boolean`, a `String`, or a `List` of these
/// @param invokeNanos when it began
/// @param returnNanos when it ended; not looked at if that is unknown
public record Operation(
        String process, String kind, String key, Object value, long invokeNanos, long returnNanos, Outcome outcome) {
    /// How it ended, as far as the client knows.
    public enum Outcome {
        /// It happened between its two times.
        OK,
        /// It did not happen and never will.
        FAIL,
        /// It happened at some time after it began, or will happen, or never.
        UNKNOWN
    }

    boolean isOk() {
        return outcome == Outcome.OK;
    }

    /// The same, of which nobody knows whether it happened.
    Operation open() {
        return new Operation(process, kind, key, value, invokeNanos, Long.MAX_VALUE, Outcome.UNKNOWN);
    }

    @Override
    public String toString() {
        var times =
                switch (outcome) {
                    case OK -> "[%,d, %,d]".formatted(invokeNanos, returnNanos);
                    case FAIL -> "failed";
                    case UNKNOWN -> "[%,d, ?]".formatted(invokeNanos);
                };
        return "%s: %s %s %s %s".formatted(process, kind, key, value, times);
    }
}
