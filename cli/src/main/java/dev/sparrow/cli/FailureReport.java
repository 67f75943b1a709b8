/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.run.NotRunnable;
import dev.sparrow.error.PlainText;
import dev.sparrow.error.SparrowException;
import dev.sparrow.repl.dialogue.CommandFailed;

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
        if (failure instanceof NotRunnable || failure instanceof CommandFailed) {
            return; // where it was found says nothing about why
        }
        var hidden = frames(failure, out);
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            out.println("Caused by: " + cause);
            hidden += frames(cause, out);
        }
        if (hidden > 0) {
            out.println(hidden + " more frames with --verbose.");
        }
    }

    /// The classes of our own exceptions say nothing to the user; their messages do.
    private static String headline(Throwable failure) {
        return switch (failure) {
            case SparrowException known -> known.getMessage() + " [" + known.code() + "]";
            case NotRunnable said -> said.getMessage();
            case CommandFailed said -> said.getMessage();
            default -> failure.toString();
        };
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
