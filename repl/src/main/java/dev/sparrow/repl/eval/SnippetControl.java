/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import dev.sparrow.repl.code.Origin;
import dev.sparrow.repl.code.SnippetClasses;

import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Runs in this JVM what JShell has compiled, and keeps what came out as an object.
final class SnippetControl extends DirectExecutionControl {
    private final Delegate loader;
    private final SnippetThread thread;
    private BooleanSupplier stopped = () -> false;
    private Object result;
    private Throwable failure;
    private boolean abandoned;

    /// @param origins where a class comes from, by the number in its name
    SnippetControl(SnippetClasses classes, SnippetThread thread, Function<String, Origin> origins) {
        this(new Delegate(classes, origins), thread);
    }

    private SnippetControl(Delegate loader, SnippetThread thread) {
        super(loader);
        this.loader = loader;
        this.thread = thread;
    }

    /// Forgets how the last snippet ended.
    ///
    /// @param stop whether the next one shall not run any more
    void reset(BooleanSupplier stop) {
        stopped = stop;
        result = null;
        failure = null;
        abandoned = false;
        loader.failure = null;
        loader.begins = true;
    }

    Object result() {
        return result;
    }

    /// Null if it has not thrown.
    Throwable failure() {
        return failure != null ? failure : loader.failure;
    }

    boolean abandoned() {
        return abandoned;
    }

    /// @return nothing, for JShell would make texts of values that may be large
    @Override
    protected String invoke(Method topLevel) throws Exception {
        try {
            result = thread.run(() -> topLevel.invoke(null), stopped);
            return "";
        } catch (SnippetThread.AbandonedException e) {
            abandoned = true;
            throw new StoppedException();
        } catch (ExecutionException e) {
            failure = e.getCause() instanceof InvocationTargetException thrown ? thrown.getCause() : e.getCause();
            throw new InvocationTargetException(failure);
        }
    }

    /// Values are read as objects.
    @Override
    public String varValue(String className, String varName) {
        return "";
    }

    private static final class Delegate implements LoaderDelegate {
        private final SnippetClasses classes;
        private final Function<String, Origin> origins;

        /// JShell keeps quiet about it.
        private Throwable failure;

        /// Whether nothing was loaded yet of what is evaluated: the first class is its own, others depend on it.
        private boolean begins;

        private Delegate(SnippetClasses classes, Function<String, Origin> origins) {
            this.classes = classes;
            this.origins = origins;
        }

        @Override
        public void load(ExecutionControl.ClassBytecodes[] made) throws ClassInstallException {
            var files = new LinkedHashMap<String, byte[]>();
            for (var type : made) {
                files.put(type.name(), type.bytecodes());
            }
            try {
                var dependents = List.copyOf(files.keySet()).subList(begins ? 1 : 0, files.size());
                begins = false;
                classes.define(files, origins, dependents);
            } catch (RuntimeException | LinkageError e) {
                failure = e;
                throw new ClassInstallException("Cannot define " + files.keySet() + ": " + e, new boolean[made.length]);
            }
        }

        @Override
        public void classesRedefined(ExecutionControl.ClassBytecodes[] made) {
            throw new UnsupportedOperationException("JShell gives new versions of classes new names");
        }

        @Override
        public void addToClasspath(String path) throws InternalException {
            for (var entry : path.split(java.io.File.pathSeparator, -1)) {
                classes.add(url(entry));
            }
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            return classes.loadClass(name);
        }
    }
}
