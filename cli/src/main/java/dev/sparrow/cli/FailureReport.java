/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.error.PlainText;
import dev.sparrow.error.SparrowException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.stream.Stream;

/// The report of a failed command: the message, then the user's own frames; the engine's are counted only.
final class FailureReport {
    private static final String[] ENGINE = {
        "dev.sparrow.", "akka.", "scala.", "picocli.", "java.", "jdk.internal.", "sun."
    };
    private static final String USER = "dev.sparrow.examples.";

    private FailureReport() {}

    /// @param verbose whether to print all frames
    static String of(Throwable failure, boolean verbose) {
        if (failure instanceof InvocationTargetException wrapper) {
            return of(wrapper.getCause(), verbose);
        }
        var text = new StringWriter();
        var out = new PrintWriter(text);
        if (verbose) {
            failure.printStackTrace(out);
        } else {
            brief(failure, out);
        }
        out.flush();
        return PlainText.lines(text.toString().replace(System.lineSeparator(), "\n"));
    }

    private static void brief(Throwable failure, PrintWriter out) {
        out.println("Error: " + headline(failure));
        var hidden = frames(failure, out);
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            out.println("Caused by: " + cause);
            hidden += frames(cause, out);
        }
        if (hidden > 0) {
            out.println(hidden + " more frames with --verbose.");
        }
    }

    /// The class of a [SparrowException] says nothing to the user; its code and message do.
    private static String headline(Throwable failure) {
        return failure instanceof SparrowException known
                ? known.getMessage() + " [" + known.code() + "]"
                : failure.toString();
    }

    /// @return how many frames were left out
    private static int frames(Throwable failure, PrintWriter out) {
        var users = Stream.of(failure.getStackTrace()).filter(FailureReport::isUsers).toList();
        users.forEach(frame -> out.println("    at " + frame));
        return failure.getStackTrace().length - users.size();
    }

    /// The engine has folded its own frames between the user's into one of class `sparrow` already.
    private static boolean isUsers(StackTraceElement frame) {
        var name = frame.getClassName();
        return name.startsWith(USER) || (!name.equals("sparrow") && Stream.of(ENGINE).noneMatch(name::startsWith));
    }
}
