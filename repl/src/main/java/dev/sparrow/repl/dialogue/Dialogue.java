/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.dialogue;

import dev.sparrow.error.PlainText;
import dev.sparrow.repl.eval.Evaluator.Piece;
import dev.sparrow.repl.eval.Outcome;
import dev.sparrow.repl.session.Session;
import dev.sparrow.repl.show.FailureText;
import dev.sparrow.repl.show.ValueText;

import jdk.jshell.SourceCodeAnalysis.Completeness;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Takes what is typed, piece by piece, and answers: evaluates snippets, carries out commands, prints.
public final class Dialogue implements AutoCloseable {

    /// How much is said.
    public enum Manner {
        /// To a person: everything that a snippet made, with its name.
        CHATTY,
        /// In a pipe: the values of expressions, and failures.
        RESULTS_ONLY
    }

    private final Supplier<Session> starter;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Manner manner;
    private final Commands commands = new Commands(this);
    private Session session;
    private UnaryOperator<String> editor =
            _ -> {
                throw new CommandFailed("There is no terminal here for an editor.");
            };
    private Consumer<Object> values = _ -> {};
    private BooleanSupplier stopped = () -> false;
    private boolean timed;
    private boolean leavesAtFailure;
    private boolean left;
    private int failures;

    /// @param starter starts a session, now and for each `/reset`
    public Dialogue(Supplier<Session> starter, PrintWriter out, PrintWriter err, Manner manner) {
        this.starter = starter;
        this.out = out;
        this.err = err;
        this.manner = manner;
        this.session = starter.get();
    }

    public Session session() {
        return session;
    }

    PrintWriter out() {
        return out;
    }

    /// How many snippets and commands have failed.
    public int failures() {
        return failures;
    }

    /// Whether `/exit` was typed, or a failure has ended it.
    public boolean left() {
        return left;
    }

    void leave() {
        left = true;
    }

    /// Whether the first failure ends it.
    public void leaveAtFailure(boolean leave) {
        leavesAtFailure = leave;
    }

    /// From now on `/edit` hands snippets to `edit`, which returns what became of them.
    public void editWith(UnaryOperator<String> edit) {
        editor = edit;
    }

    String edit(String text) {
        return editor.apply(text);
    }

    /// From now on `listener` is told of each value that is printed, which may be null.
    public void onValue(Consumer<Object> listener) {
        values = listener;
    }

    /// From now on nothing more is answered of a text while `stop` says so.
    public void stopWhen(BooleanSupplier stop) {
        stopped = stop;
    }

    /// Prints after each snippet how long it took.
    void time(boolean on) {
        timed = on;
    }

    void restart() {
        session.close();
        session = starter.get();
    }

    /// Whether the text can be answered as it is, or goes on in the next line.
    public boolean isComplete(String text) {
        if (Commands.isCommand(text)) {
            return true;
        }
        var rest = text;
        while (!rest.isBlank()) {
            var piece = first(rest);
            if (piece.goesOn()) {
                return false;
            }
            rest = piece.rest();
        }
        return true;
    }

    private Piece first(String text) {
        return FirstSnippet.of(text, session.evaluator()::next);
    }

    /// Answers all snippets and commands of a text, and returns what is left: the begin of a snippet that goes on.
    public String answer(String text) {
        var rest = text.stripLeading();
        for (; !rest.isEmpty() && !left; rest = rest.stripLeading()) {
            if (stopped.getAsBoolean()) {
                fail("Stopped before this was evaluated:\n" + rest.lines().findFirst().orElseThrow().indent(2));
                return "";
            }
            var end = rest.indexOf('\n') < 0 ? rest.length() : rest.indexOf('\n') + 1;
            var line = rest.substring(0, end).strip();
            var command = Commands.isCommand(line) ? Optional.of(line) : commands.meant(line);
            if (command.isPresent()) {
                command(command.get());
                rest = rest.substring(end);
                continue;
            }
            var piece = first(rest);
            if (piece.goesOn()) {
                return rest;
            }
            if (piece.completeness() != Completeness.EMPTY) {
                // If it is no Java, the compiler says why.
                evaluate(piece.source());
            }
            rest = piece.rest();
        }
        return "";
    }

    /// Nothing comes any more: answers what was left over.
    public void end(String rest) {
        if (rest.isBlank() || left) {
            return;
        }
        if (session.evaluator().next(rest).completeness() == Completeness.CONSIDERED_INCOMPLETE) {
            evaluate(rest);
        } else {
            fail("Error: the text ends in the middle of a snippet:\n" + rest.strip().indent(2));
        }
    }

    private void command(String line) {
        try {
            commands.run(line);
        } catch (CommandFailed | UncheckedIOException e) {
            fail(e.getMessage() + "\n");
        }
        out.flush();
    }

    void evaluate(String source) {
        var began = System.nanoTime();
        try {
            print(session.evaluate(source, stopped));
        } catch (VirtualMachineError e) {
            // Tasks that fill the heap may make any thread fail that asks for memory just then.
            fail("Error: the shell could not answer: " + e + ". /reset starts a new context.\n");
        }
        var took = System.nanoTime() - began;
        if (timed) {
            out.printf("%.1f ms%n", took / 1e6);
        }
        out.flush();
    }

    private void print(Outcome outcome) {
        System.out.flush();
        switch (outcome) {
            case Outcome.Value value -> print(value);
            case Outcome.Declared declared -> print(declared);
            case Outcome.Done _ -> {}
            case Outcome.Failed _ when stopped.getAsBoolean() ->
                    fail("Stopped by Ctrl-C.\n" + FailureText.of(outcome).orElseThrow());
            case Outcome.Rejected _, Outcome.Failed _, Outcome.Unresolved _, Outcome.Abandoned _ ->
                    fail(FailureText.of(outcome).orElseThrow());
        }
    }

    /// What is lost is told in any manner: nobody asked for it.
    private void print(Outcome.Declared declared) {
        if (manner == Manner.CHATTY) {
            out.println((declared.again() ? "replaced " : "created ") + declared.what() + missing(declared));
        }
        declared.lost().forEach(lost -> out.println("  " + lost));
    }

    private static String missing(Outcome.Declared declared) {
        return declared.missing().isEmpty()
                ? ""
                : ", which cannot be used before these are declared: " + String.join(", ", declared.missing());
    }

    private void print(Outcome.Value value) {
        if (manner == Manner.RESULTS_ONLY && !value.isResult()) {
            return;
        }
        try {
            values.accept(value.value());
            var text = session.evaluator().callUsersCode(() -> ValueText.of(value.value(), value.type()));
            var shown = text.orElse("(its toString does not end)");
            out.println(manner == Manner.CHATTY ? value.name() + " ==> " + shown : shown.replaceFirst("^\n", ""));
        } catch (ExecutionException e) {
            fail("The value cannot be shown: " + e.getCause() + "\n");
        }
    }

    /// Ends the session.
    @Override
    public void close() {
        session.close();
    }

    private void fail(String message) {
        failures++;
        left |= leavesAtFailure;
        out.flush();
        err.print(PlainText.lines(message));
        err.flush();
    }
}
