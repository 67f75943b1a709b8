/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.IdentityHashMap;

/// What a throwable says of itself, which may be of a class of the user's: its methods may throw and return null.
///
/// Asking it runs user code, so it is done on the thread where it was thrown, and never on an actor's.
public final class ThrowableText {
    /// More causes than this are held to have no end: a `getCause` may make another one each time.
    private static final int CAUSES_MAX = 1_000;

    private ThrowableText() {}

    /// What stands in a message for a throwable; never null, and never throws.
    public static String of(Throwable thrown) {
        try {
            var text = thrown.toString();
            return text == null ? thrown.getClass().getName() : text;
        } catch (Throwable e) {
            return thrown.getClass().getName() + " (which cannot be printed: that throws " + nameOf(e) + ")";
        }
    }

    private static String nameOf(Throwable thrown) {
        return thrown.getClass().getName();
    }

    /// The throwable if it can be printed with all of its causes, else one that says what it was, with its stack trace.
    ///
    /// @param thrown may be null
    public static Throwable printable(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        try (var nowhere = new PrintWriter(Writer.nullWriter())) {
            if (causesEnd(thrown)) {
                thrown.printStackTrace(nowhere);
                return thrown;
            }
            return new Unprintable(thrown);
        } catch (Throwable e) {
            return new Unprintable(thrown);
        }
    }

    /// Whether there is an end of causes; a circle has one, too, where it is printed.
    private static boolean causesEnd(Throwable thrown) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        for (var cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (seen.size() == CAUSES_MAX) {
                return false;
            }
        }
        return true;
    }

    /// In place of a throwable that cannot be printed.
    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unprintable(Throwable thrown) {
            super(ThrowableText.of(thrown));
            try {
                setStackTrace(thrown.getStackTrace());
            } catch (Throwable none) {
                setStackTrace(new StackTraceElement[0]);
            }
        }
    }
}
