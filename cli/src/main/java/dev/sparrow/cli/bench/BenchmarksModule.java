/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The module `benchmarks`, as `bin/sparrow` of a source checkout has built it before it started this JVM. Its
/// libraries, Spark among them, are not part of the distribution.
///
/// @param folder where Maven has left it
record BenchmarksModule(Path folder) {
    /// The script tells by this variable where the module is.
    private static final String FOLDER = "SPARROW_BENCHMARKS";

    /// @throws ParameterException if this is no checkout
    static BenchmarksModule ofCheckout(CommandLine command) {
        var folder = System.getenv(FOLDER);
        if (folder == null) {
            throw new ParameterException(
                    command,
                    "This command needs the source checkout: it builds the module 'benchmarks', which brings Spark and"
                            + " DuckDB. Run bin/sparrow there.");
        }
        return new BenchmarksModule(Path.of(folder));
    }

    /// Runs one of its classes in a new JVM, on this terminal.
    ///
    /// @return its exit code
    int run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(FreshJvm.javaWithFlags());
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /// Runs a class that measures a suite of queries.
    ///
    /// @param suite the name of the folder of queries, and of the chart if nobody says another
    /// @return its exit code
    int runQueries(String mainClass, String suite, QueryBenchOptions options) throws IOException, InterruptedException {
        var target = folder.toAbsolutePath().normalize().getParent();
        var queries = target.getParent().getParent().resolve("sql-lite/src/test/resources").resolve(suite);
        var arguments = new ArrayList<>(List.of(queries.toString(), target.resolve("data").toString()));
        arguments.addAll(options.arguments(target.resolve(suite + "-" + options.scale() + ".svg")));
        return run(mainClass, arguments);
    }

    private String classPath() throws IOException {
        var path = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".jar")).forEach(path::add);
        }
        path.add(System.getProperty("java.class.path"));
        path.add(Files.readString(folder.resolve("class-path")).strip());
        return String.join(File.pathSeparator, path);
    }
}
