/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts JVMs like this one to see how long a user waits for a first result.
final class FreshJvm {
    private static final String AOT_CACHE = "-XX:AOTCache=";

    private FreshJvm() {}

    /// Whether this JVM was started with a start-up cache.
    static boolean hasAotCache() {
        return arguments().stream().anyMatch(argument -> argument.startsWith(AOT_CACHE));
    }

    /// Starts one and waits for its first result.
    ///
    /// @param main the class whose command line it runs
    /// @param job the hidden command of `bench` that prints it
    /// @return nanoseconds from the start of the JVM until the result could be read
    static long firstResultNanos(Class<?> main, String job, boolean aotCache) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(main, job, aotCache)).redirectError(ProcessBuilder.Redirect.INHERIT);
        var started = System.nanoTime();
        var process = builder.start();
        try (var out = process.inputReader()) {
            var line = out.readLine();
            var took = System.nanoTime() - started;
            out.transferTo(Writer.nullWriter());
            if (process.waitFor() != 0 || !FirstJobCommand.RESULT.equals(line)) {
                throw new IllegalStateException(
                        "A fresh JVM ended with code "
                                + process.exitValue()
                                + " and printed '"
                                + line
                                + "' instead of "
                                + FirstJobCommand.RESULT
                                + ". It was: "
                                + builder.command());
            }
            return took;
        }
    }

    private static List<String> command(Class<?> main, String job, boolean aotCache) {
        var command = new ArrayList<>(javaWithFlags());
        if (aotCache) {
            arguments().stream().filter(argument -> argument.startsWith(AOT_CACHE)).forEach(command::add);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), "bench", job));
        return command;
    }

    /// The beginning of a command line that starts a JVM like this one: the same flags and settings, no start-up cache.
    static List<String> javaWithFlags() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments().stream().filter(argument -> !argument.startsWith("-XX:AOT")).forEach(command::add);
        settings(command);
        return command;
    }

    private static List<String> arguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /// The settings that this process took from its command line hold for the new one.
    private static void settings(List<String> command) {
        var properties = System.getProperties();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("sparrow."))
                .sorted()
                .forEach(name -> command.add("-D" + name + "=" + properties.getProperty(name)));
    }
}
