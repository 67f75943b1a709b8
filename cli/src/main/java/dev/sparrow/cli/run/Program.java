/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// A program of the user's, ready to be started: its classes and their libraries, and which of them is to begin.
///
/// Sources are compiled by the JDK's compiler in this JVM. Its own launcher for sources would not do: it starts without
/// the start-up cache.
public final class Program {
    private final List<Path> classPath;
    private final List<String> candidates;

    /// @param candidates names of classes; the first that has a `main` begins
    private Program(List<Path> classPath, List<String> candidates) {
        this.classPath = classPath;
        this.candidates = candidates;
    }

    /// How sources are compiled.
    ///
    /// @param classPath what the compiler sees
    /// @param jars what the program uses besides
    /// @param target an empty folder for its classes
    /// @param libraries finds the jars of a library by its coordinates
    public record Build(String classPath, List<Path> jars, Path target, Function<String, List<Path>> libraries) {}

    /// That of a jar whose manifest names the class to begin with.
    ///
    /// @throws NotRunnable if it names none
    public static Program ofJar(Path jar, List<Path> jars) {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest();
            var main = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
            if (main == null) {
                throw new NotRunnable(
                        "The jar " + jar.toAbsolutePath() + " names no Main-Class: name one with --main.");
            }
            return ofJar(jar, jars, main);
        } catch (IOException e) {
            throw new NotRunnable("The jar " + jar.toAbsolutePath() + " cannot be read: " + e);
        }
    }

    /// That of a jar.
    ///
    /// @param main the class to begin with
    public static Program ofJar(Path jar, List<Path> jars, String main) {
        return new Program(Stream.concat(Stream.of(jar), jars.stream()).toList(), List.of(main));
    }

    /// All sources in a folder and below.
    public static Program ofFolder(Path folder, Build build) {
        try (var files = Files.walk(folder)) {
            var sources =
                    files.filter(file -> file.toString().endsWith(SourceFile.EXTENSION))
                            .sorted()
                            .map(SourceFile::read)
                            .toList();
            if (sources.isEmpty()) {
                throw new NotRunnable("There are no Java files in " + folder.toAbsolutePath() + ".");
            }
            return compile(sources, build);
        } catch (IOException e) {
            throw new NotRunnable("The folder " + folder.toAbsolutePath() + " cannot be read: " + e);
        }
    }

    /// Sources, and what these use of others that lie in the folders of their packages.
    ///
    /// @param files the first is to begin
    public static Program ofFiles(List<Path> files, Build build) {
        return compile(files.stream().map(SourceFile::read).toList(), build);
    }

    private static Program compile(List<SourceFile> sources, Build build) {
        var jars = new ArrayList<>(build.jars());
        sources.stream()
                .flatMap(source -> source.dependencies().stream())
                .distinct()
                .forEach(library -> jars.addAll(build.libraries().apply(library)));
        var roots = sources.stream().map(SourceFile::root).distinct().toList();
        var path =
                Stream.concat(Stream.of(build.classPath()), jars.stream().map(Path::toString))
                        .collect(Collectors.joining(File.pathSeparator));
        var said = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(said, Locale.ROOT, null);
                var watched = new MadeClasses(files)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(build.target()));
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, roots);
            var options = List.of("-g", "-parameters", "-proc:none", "-Xlint:none", "-classpath", path);
            if (!compiler.getTask(null, watched, said, options, null, sources).call()) {
                throw new NotRunnable(errors(said.getDiagnostics()));
            }
            var classPath = Stream.concat(Stream.of(build.target()), jars.stream()).toList();
            return new Program(classPath, watched.outermost());
        } catch (IOException e) {
            throw new UncheckedIOException("The program cannot be compiled", e);
        }
    }

    private static String errors(List<Diagnostic<? extends JavaFileObject>> said) {
        return said.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.toString().strip())
                .collect(Collectors.joining("\n", "The program does not compile:\n", ""));
    }

    /// Lets a class of it begin, on this thread, and returns when that has ended.
    ///
    /// @param main its name; null for the first that can
    /// @throws Exception what it throws
    public void run(String main, List<String> arguments) throws Exception {
        var urls = classPath.stream().map(Program::url).toArray(URL[]::new);
        try (var loader = new URLClassLoader(urls, Program.class.getClassLoader())) {
            var begin = MainMethod.of(main == null ? candidates : List.of(main), loader);
            var thread = Thread.currentThread();
            var before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                begin.run(arguments.toArray(String[]::new));
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
