/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.session;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.repl.eval.Evaluator;
import dev.sparrow.repl.eval.Outcome;
import dev.sparrow.repl.prelude.Prelude;
import dev.sparrow.sql.Sql;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A shell with its context: an evaluator in which `sc` and the imports are in place.
///
/// The engine starts beside the compiler, since both take their time.
public final class Session implements AutoCloseable {
    private static final String CONTEXT = "Sparrow sc = dev.sparrow.repl.prelude.Prelude.context();";

    private final Sparrow context;
    private final Evaluator evaluator;
    private final JobBoard jobs = new JobBoard();
    private final Sql sql;

    private Session(Sparrow context, Evaluator evaluator) {
        this.context = context;
        this.evaluator = evaluator;
        this.sql = Sql.on(context);
    }

    /// The class path that a compiler of the user's code sees.
    public static String compilerPath() {
        return CompilerPath.of(System.getProperty("java.class.path"), System.getProperty("sparrow.launcher.home"));
    }

    /// The compiler, which has read its first import: that takes about as long as all that follows. It needs no
    /// settings, and so may start before they are known.
    public static Evaluator compiler() {
        var evaluator = new Evaluator(Session.class.getClassLoader(), compilerPath());
        try {
            prepare(evaluator, Imports.FIRST);
            return evaluator;
        } catch (RuntimeException e) {
            evaluator.close();
            throw e;
        }
    }

    /// Starts the context and the compiler; returns when both are there.
    ///
    /// @param jars what snippets see besides the class path of this JVM
    public static Session start(SparrowConf conf, List<Path> jars) {
        return start(conf, jars, Session::compiler);
    }

    /// Starts the context, and takes the compiler from `compilers` meanwhile.
    public static Session start(SparrowConf conf, List<Path> jars, Supplier<Evaluator> compilers) {
        var starting = new FutureTask<>(() -> new Sparrow(conf.set(Keys.PROGRESS, "off")));
        Thread.ofPlatform().daemon().name("sparrow-start").start(starting);
        var evaluator = compilers.get();
        try {
            jars.forEach(jar -> evaluator.addToClassPath(jar.toString()));
            Imports.others(Session.class.getClassLoader()).forEach(source -> prepare(evaluator, source));
            var session = new Session(await(starting), evaluator);
            session.context.addListener(session.jobs);
            Prelude.use(session.context);
            prepare(evaluator, CONTEXT);
            evaluator.startNumbering();
            return session;
        } catch (RuntimeException e) {
            evaluator.close();
            throw e;
        }
    }

    private static Sparrow await(FutureTask<Sparrow> starting) {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SparrowException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the engine starts", e);
        }
    }

    private static void prepare(Evaluator evaluator, String source) {
        var outcome = evaluator.evaluate(source);
        if (outcome.failed()) {
            throw new IllegalStateException("The shell cannot start: '" + source + "' gave " + outcome);
        }
    }

    /// SQL over the shell's context.
    public Sql sql() {
        return sql;
    }

    public Evaluator evaluator() {
        return evaluator;
    }

    public Sparrow context() {
        return context;
    }

    /// The jobs of this session.
    public JobBoard jobs() {
        return jobs;
    }

    /// Ends the snippet that runs, and all jobs.
    public void interrupt() {
        evaluator.interrupt();
        context.cancelAllJobs();
    }

    public Outcome evaluate(String source) {
        return evaluator.evaluate(source);
    }

    /// Evaluates one complete snippet.
    ///
    /// @param stopped whether it shall not run any more
    public Outcome evaluate(String source, BooleanSupplier stopped) {
        return evaluator.evaluate(source, stopped);
    }

    @Override
    public void close() {
        evaluator.close();
        context.close();
    }
}
