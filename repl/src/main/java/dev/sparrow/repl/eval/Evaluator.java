/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import dev.sparrow.Rdd;
import dev.sparrow.repl.code.SnippetClasses;
import dev.sparrow.repl.eval.Outcome.Problem;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java shell without a terminal: evaluates snippets in this JVM, one at a time.
public final class Evaluator implements AutoCloseable {
    private final SnippetClasses classes;
    private final SnippetThread thread;
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Origins origins;
    private final Set<String> failedIds = new HashSet<>();
    private SnippetControl control;
    private String idPrefix = "s";
    private int ids;

    /// @param classPath what the compiler sees besides what is added later
    public Evaluator(ClassLoader parent, String classPath) {
        classes = new SnippetClasses(parent);
        thread = new SnippetThread(classes);
        shell =
                JShell.builder()
                        .executionEngine(new Provider(), Map.of())
                        .compilerOptions("-g", "-Xlint:none", "-proc:none")
                        .fileManager(files -> new CompilerFiles(files, classPath))
                        .idGenerator((_, _) -> idPrefix + ++ids)
                        .build();
        analysis = shell.sourceCodeAnalysis();
        origins = new Origins(analysis);
    }

    private final class Provider implements ExecutionControlProvider {
        @Override
        public String name() {
            return "sparrow";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            control = new SnippetControl(classes, thread, number -> origins.of(number));
            return control;
        }
    }

    /// From now on snippets are the user's: they are numbered from 1.
    public void startNumbering() {
        idPrefix = "";
        ids = 0;
    }

    /// The JShell behind it, for what its commands list and for completion.
    public JShell shell() {
        return shell;
    }

    /// The next snippet of `text`.
    ///
    /// @param source the snippet; empty if there is none
    /// @param rest what comes after it
    public record Piece(Completeness completeness, String source, String rest) {

        /// Tells whether the snippet is not whole: what is typed next belongs to it.
        public boolean goesOn() {
            return switch (completeness) {
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> true;
                case COMPLETE, COMPLETE_WITH_SEMI, UNKNOWN, EMPTY -> false;
            };
        }
    }

    public Piece next(String text) {
        var info = analysis.analyzeCompletion(text);
        return new Piece(
                info.completeness(),
                info.source() == null ? "" : info.source(),
                info.remaining() == null ? "" : info.remaining());
    }

    /// Evaluates one complete snippet.
    public Outcome evaluate(String source) {
        return evaluate(source, () -> false);
    }

    /// Evaluates one complete snippet.
    ///
    /// @param stopped whether it shall not run any more; asked after it was compiled, for that takes its time
    public synchronized Outcome evaluate(String source, BooleanSupplier stopped) {
        control.reset(stopped);
        var taken = RecordSource.of(source);
        origins.begin(idPrefix + (ids + 1), taken.text());
        var events = shell.eval(taken.text());
        var main = events.stream().filter(event -> event.causeSnippet() == null).findFirst();
        var outcome = main.map(event -> outcome(event, taken, lost(events))).orElseGet(Outcome.Done::new);
        main.filter(_ -> outcome.failed()).ifPresent(event -> failedIds.add(event.snippet().id()));
        dropWhatHoldsNothing(events, outcome);
        forgetOldClasses();
        return outcome;
    }

    /// Variables of a type that was declared anew, and one whose value was not made: what JShell would leave in their
    /// places was never given to them.
    private void dropWhatHoldsNothing(List<SnippetEvent> events, Outcome outcome) {
        events.stream()
                .filter(event -> event.snippet() instanceof VarSnippet)
                .filter(event -> event.causeSnippet() == null ? outcome.failed() : isGone(event))
                .map(event -> (VarSnippet) event.snippet())
                .filter(variable -> shell.status(variable).isActive())
                .forEach(variable -> {
                    letGo(variable);
                    shell.drop(variable);
                });
    }

    /// Earlier snippets that named a variable keep the class that holds it, and would keep a dataset cached. Functions
    /// use no datasets, so nobody misses it.
    private void letGo(VarSnippet variable) {
        try {
            var field = field(variable);
            if (field.get(null) instanceof Rdd<?>) {
                field.set(null, null);
            }
        } catch (ReflectiveOperationException e) {
            // It was never given a value.
        }
    }

    private static boolean isGone(SnippetEvent event) {
        return event.previousStatus().isDefined() && event.isSignatureChange() && !event.status().isDefined();
    }

    /// Whether the snippet was evaluated to its end.
    public boolean succeeded(Snippet snippet) {
        return !failedIds.contains(snippet.id());
    }

    /// Runs what may call the user's code, such as a `toString`, as a snippet runs: it may be interrupted, and be left
    /// behind.
    ///
    /// @return what `work` returns; empty if it was left behind
    public synchronized Optional<String> callUsersCode(Callable<String> work) throws ExecutionException {
        try {
            return Optional.of((String) thread.run(work::call, () -> false));
        } catch (SnippetThread.AbandonedException e) {
            return Optional.empty();
        }
    }

    /// Asks the snippet that another thread evaluates to end.
    public void interrupt() {
        thread.interrupt();
    }

    /// What became of variables whose values are of types that were declared anew.
    private List<String> lost(List<SnippetEvent> events) {
        return events.stream()
                .filter(event -> event.causeSnippet() != null && event.snippet() instanceof VarSnippet)
                .filter(event -> event.previousStatus().isDefined() && event.isSignatureChange())
                .map(event -> lost((VarSnippet) event.snippet(), event.status().isDefined()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> lost(VarSnippet variable, boolean isThere) {
        if (!isThere) {
            return Optional.of("variable " + variable.name() + " is gone: it is of the type that was replaced");
        }
        return value(variable) == null
                ? Optional.of("variable " + variable.name() + " is null now: it held one of the type that was replaced")
                : Optional.empty();
    }

    private Outcome outcome(SnippetEvent event, RecordSource source, List<String> lost) {
        var snippet = event.snippet();
        if (control.abandoned()) {
            return new Outcome.Abandoned();
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            var cause = unresolved.getSnippet();
            return new Outcome.Unresolved(title(cause), missing(cause));
        }
        if (control.failure() != null) {
            return new Outcome.Failed(control.failure(), replaced(event));
        }
        return switch (event.status()) {
            case REJECTED, NONEXISTENT ->
                    new Outcome.Rejected(source.typed(), problems(source, shell.diagnostics(snippet)));
            case VALID, RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED, DROPPED, OVERWRITTEN -> accepted(event, lost);
        };
    }

    private static List<String> replaced(SnippetEvent event) {
        return event.snippet() instanceof VarSnippet variable && event.previousStatus().isDefined()
                ? List.of(
                        "variable " + variable.name() + " is gone: the value that was to replace its own was not made")
                : List.of();
    }

    private Outcome accepted(SnippetEvent event, List<String> lost) {
        var snippet = event.snippet();
        var again = event.previousStatus().isDefined();
        return switch (snippet) {
            case VarSnippet variable when event.status().isDefined() ->
                    new Outcome.Value(
                            variable.name(),
                            variable.typeName(),
                            value(variable),
                            variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND);
            case DeclarationSnippet declaration ->
                    new Outcome.Declared(title(declaration), again, missing(declaration), lost);
            case ExpressionSnippet expression ->
                    new Outcome.Value(
                            expression.name(),
                            expression.typeName(),
                            control.result(),
                            expression.subKind() == Snippet.SubKind.VAR_VALUE_SUBKIND);
            default -> new Outcome.Done();
        };
    }

    private String title(DeclarationSnippet snippet) {
        return switch (snippet) {
            case MethodSnippet method -> "method " + method.name() + "(" + method.parameterTypes() + ")";
            case TypeDeclSnippet type ->
                    type.subKind().name().split("_", 2)[0].toLowerCase(Locale.ROOT) + " " + type.name();
            case VarSnippet variable -> "variable " + variable.name();
            default -> snippet.name();
        };
    }

    private List<String> missing(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).toList();
    }

    /// What a variable holds now; may be null.
    public Object value(VarSnippet variable) {
        try {
            return field(variable).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The variable " + variable.name() + " cannot be read", e);
        }
    }

    private Field field(VarSnippet variable) throws ReflectiveOperationException {
        return classes.loadClass(analysis.wrapper(variable).fullClassName()).getField(variable.name());
    }

    private List<Problem> problems(RecordSource source, Stream<Diag> diagnostics) {
        return diagnostics
                .filter(Diag::isError)
                .map(diag -> {
                    var message = diag.getMessage(Locale.ROOT);
                    return new Problem(
                            source.place((int) diag.getStartPosition()),
                            source.place((int) diag.getEndPosition()),
                            message.lines()
                                    .filter(line -> !line.strip().startsWith("location:"))
                                    .collect(Collectors.joining("\n")),
                            Hints.hint(message, classes));
                })
                .toList();
    }

    /// Snippets that only did something are of no use to later ones; others are until they are replaced.
    private void forgetOldClasses() {
        classes.retain(
                shell.snippets()
                        .filter(snippet -> snippet.kind().isPersistent() && shell.status(snippet).isActive())
                        .map(snippet -> analysis.wrapper(snippet).fullClassName())
                        .toList());
    }

    /// Makes a jar or a folder of classes known to snippets.
    public void addToClassPath(String path) {
        shell.addToClasspath(path);
    }

    /// The line of a snippet that a frame belongs to; empty for other code.
    public static Optional<String> place(StackTraceElement frame) {
        var file = frame.getFileName();
        return file != null && file.startsWith("#")
                ? Optional.of(file + ":" + frame.getLineNumber())
                : Optional.empty();
    }

    @Override
    public void close() {
        shell.close();
        thread.close();
    }
}
