/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.error;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/// How much messages tell of the values that a program works on. They reach logs and files with the messages.
public enum ErrorValues {
    /// The value itself, cut.
    SHOWN,
    /// What it is and how long, for values that nobody else may see.
    TYPE;

    /// How much of a value a message shows.
    private static final int SHOWN_MAX = 100;

    private static final int ELEMENTS_MAX = 10;

    /// A value of the user's for a message: in one line, not too long, and printing it does not throw.
    public String show(Object value) {
        if (value == null) {
            return "null";
        }
        return this == SHOWN ? shown(value) : "(a " + value.getClass().getTypeName() + length(value) + ")";
    }

    /// As [#show], with its type in words: `the Long 7`, or `the String of length 6`.
    public String showTyped(Object value) {
        return "the " + value.getClass().getSimpleName() + (this == SHOWN ? " " + shown(value) : length(value));
    }

    /// What a user's exception says of itself.
    public String describe(Throwable thrown) {
        return this == SHOWN ? PlainText.lines(ThrowableText.of(thrown)) : thrown.getClass().getName();
    }

    /// What a message has for its cause: the user's exception, or where it was thrown and no more.
    public Throwable cause(Throwable thrown) {
        return this == SHOWN ? thrown : HiddenFailure.of(thrown);
    }

    /// An error of which nobody knows yet who is to see it: messages show its values until [#of] hides them.
    ///
    /// @param message for either extent; asked at once
    /// @param thrown by user code, which may tell of values
    public static SparrowException undecided(ErrorCode code, Function<ErrorValues, String> message, Throwable thrown) {
        return new SparrowException(code, message.apply(SHOWN), message.apply(TYPE), thrown);
    }

    /// An error with as much of values as these may show.
    public SparrowException of(SparrowException error) {
        return this == SHOWN ? error : error.withoutValues();
    }

    private static String shown(Object value) {
        var text = new StringBuilder();
        try {
            append(text, value);
        } catch (RuntimeException | StackOverflowError e) {
            return "(a " + value.getClass().getTypeName() + " that cannot be printed)";
        }
        var line = PlainText.line(text.length() <= SHOWN_MAX ? text.toString() : text.substring(0, SHOWN_MAX) + "…");
        return value instanceof CharSequence ? "'" + line + "'" : line;
    }

    /// Whoever is large in the JDK is not printed as a whole to be cut.
    private static void append(StringBuilder text, Object value) {
        switch (value) {
            case CharSequence letters when letters.length() > SHOWN_MAX -> text.append(letters, 0, SHOWN_MAX + 1);
            case Collection<?> elements when isOfJdk(value) && elements.size() > ELEMENTS_MAX -> {
                text.append('[');
                for (var element : elements) {
                    if (text.length() > SHOWN_MAX) {
                        return;
                    }
                    append(text, element);
                    text.append(", ");
                }
            }
            case Map<?, ?> map when isOfJdk(value) && map.size() > ELEMENTS_MAX ->
                    text.append("{… ").append(map.size()).append(" keys}");
            case null -> text.append("null");
            default -> {
                if (value.getClass().isArray()) {
                    appendArray(text, value);
                } else {
                    text.append(value);
                }
            }
        }
    }

    private static void appendArray(StringBuilder text, Object array) {
        text.append('[');
        for (var i = 0; i < Array.getLength(array) && text.length() <= SHOWN_MAX; i++) {
            text.append(i == 0 ? "" : ", ");
            append(text, Array.get(array, i));
        }
        text.append(']');
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static String length(Object value) {
        return switch (value) {
            case CharSequence letters -> " of length " + letters.length();
            case Collection<?> elements when isOfJdk(value) -> " of " + elements.size() + " elements";
            case Map<?, ?> map when isOfJdk(value) -> " of " + map.size() + " keys";
            default -> value.getClass().isArray() ? " of length " + Array.getLength(value) : "";
        };
    }
}
