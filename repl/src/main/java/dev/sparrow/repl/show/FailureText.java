/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.PlainText;
import dev.sparrow.error.SparrowException;
import dev.sparrow.repl.eval.Evaluator;
import dev.sparrow.repl.eval.Outcome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The text of a failure for the user: the compiler's words under the code that they are about; the user's own frames
/// of an exception, with the snippet and line they belong to.
public final class FailureText {
    private static final List<String> OTHERS =
            List.of("dev.sparrow.", "java.", "javax.", "jdk.", "sun.", "akka.", "scala.", "com.esotericsoftware.");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)(?:\\$[0-9a-f]{8})?\\$\\d+");

    /// Their causes are how Sparrow found out.
    private static final Set<ErrorCode> SAY_ALL =
            Set.of(ErrorCode.CANCELLED, ErrorCode.CLOSURE_CAPTURES_DATASET, ErrorCode.CLOSURE_NOT_SERIALIZABLE);

    /// JShell's name of the method that runs a snippet's top level; lambdas leave the dollar out.
    private static final String TOP_LEVEL = "do_it";

    private static final int FRAMES_MAX = 10;

    /// The frame that stands for folded ones of the engine.
    private static final String FOLDED = "sparrow";

    /// The class behind a lambda; the JVM leaves it out of stack traces, except when memory is short.
    private static final String HIDDEN = "$$Lambda/";

    private FailureText() {}

    public static Optional<String> of(Outcome outcome) {
        return text(outcome).map(PlainText::lines);
    }

    private static Optional<String> text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Rejected rejected -> Optional.of(rejected(rejected));
            case Outcome.Failed failed -> Optional.of(thrown(failed.thrown()) + lost(failed));
            case Outcome.Unresolved unresolved ->
                    Optional.of(
                            "Error: "
                                    + unresolved.what()
                                    + " cannot be used before these are declared: "
                                    + String.join(", ", unresolved.missing())
                                    + "\n");
            case Outcome.Abandoned _ ->
                    Optional.of("The snippet does not react to the interrupt. It goes on in the background.\n");
            case Outcome.Value _, Outcome.Declared _, Outcome.Done _ -> Optional.empty();
        };
    }

    private static String rejected(Outcome.Rejected rejected) {
        var text = new StringBuilder();
        for (var problem : rejected.problems()) {
            text.append("Error: ").append(problem.message()).append('\n').append(marked(rejected.source(), problem));
            problem.hint().ifPresent(hint -> text.append("  ").append(hint).append('\n'));
        }
        return text.toString();
    }

    private static String lost(Outcome.Failed failed) {
        return failed.lost().stream().map(lost -> "  " + lost + "\n").collect(Collectors.joining());
    }

    /// The line that the problem begins in, and marks under the wrong part.
    private static String marked(String source, Outcome.Problem problem) {
        var start = Math.clamp(problem.start(), 0, source.length());
        var lineStart = source.lastIndexOf('\n', start - 1) + 1;
        var lineEnd = source.indexOf('\n', start);
        var line = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
        var length = Math.clamp(problem.end() - (long) start, 1, Math.max(1, line.length() - (start - lineStart)));
        var marks = length <= 2 ? "^".repeat(length) : "^" + "-".repeat(length - 2) + "^";
        return "  " + line + "\n  " + " ".repeat(start - lineStart) + marks + "\n";
    }

    static String thrown(Throwable thrown) {
        var text = new StringBuilder();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var saysAll = thrown instanceof SparrowException known && SAY_ALL.contains(known.code());
        for (var next = thrown; next != null && seen.add(next); next = saysAll ? null : next.getCause()) {
            text.append(text.isEmpty() ? "" : "Caused by: ").append(headline(next)).append('\n');
            frames(text, next.getStackTrace());
        }
        return text.toString();
    }

    private static String headline(Throwable thrown) {
        var text =
                thrown instanceof SparrowException known
                        ? "Error: " + known.getMessage() + " [" + known.code() + "]"
                        : thrown.toString();
        return SnippetNames.plain(text);
    }

    private static void frames(StringBuilder text, StackTraceElement[] frames) {
        var users = new ArrayList<String>();
        Stream.of(frames)
                .filter(FailureText::isUsers)
                .forEach(frame -> {
                    var line = frame(frame);
                    // The value of a variable without a type comes from a method of its own.
                    if (!isTopLevel(frame) || users.isEmpty() || !users.getLast().equals(line)) {
                        users.add(line);
                    }
                });
        users.stream().limit(FRAMES_MAX).forEach(frame -> text.append("    at ").append(frame).append('\n'));
        if (users.size() > FRAMES_MAX) {
            text.append("    ... and ").append(users.size() - FRAMES_MAX).append(" more\n");
        }
    }

    private static boolean isUsers(StackTraceElement frame) {
        var name = frame.getClassName();
        return !name.equals(FOLDED) && !name.contains(HIDDEN) && OTHERS.stream().noneMatch(name::startsWith);
    }

    private static boolean isTopLevel(StackTraceElement frame) {
        return frame.getMethodName().startsWith(TOP_LEVEL);
    }

    private static String frame(StackTraceElement frame) {
        return Evaluator.place(frame)
                .map(place -> method(frame.getMethodName()) + place)
                .orElseGet(() -> SnippetNames.plain(frame.toString()));
    }

    private static String method(String name) {
        var lambda = LAMBDA.matcher(name);
        if (lambda.matches()) {
            return "lambda in " + method(lambda.group(1));
        }
        return name.startsWith(TOP_LEVEL) ? "" : name + ", ";
    }
}
