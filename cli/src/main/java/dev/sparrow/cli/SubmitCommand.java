/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.SparrowException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// Runs a program as `spark-submit` does, with its flags.
@Command(
        name = "submit",
        header = "Run a program on a cluster, with the flags of spark-submit.",
        mixinStandardHelpOptions = true,
        customSynopsis = "sparrow submit [OPTIONS] APP.jar | FILE.java [ARGUMENTS...]",
        description = {
            "",
            "The program begins in this JVM, its driver; tasks run where --master says. What a flag says comes before"
                    + " --conf, that before the properties file, and what the program sets before all of them.",
            "Exits with 0 if the program ends well, 1 if it fails, 2 if the command is not understood, or as the program"
                    + " says.",
            ""
        })
final class SubmitCommand implements Callable<Integer> {
    private static final String CLIENT = "client";
    private static final String OF_DRIVERS = "it is for drivers that a cluster starts, and none does yet";

    @Spec private CommandSpec spec;

    @Option(names = "--class", paramLabel = "CLASS", description = "The class to begin with.")
    private String main;

    @Option(
            names = "--jars",
            split = ",",
            paramLabel = "JAR",
            description = "Jars that the program uses, with commas between; executors get them, too.")
    private List<Path> jars = List.of();

    @Option(
            names = "--executor-memory",
            paramLabel = "SIZE",
            description = "The heap of each executor, such as 2g. On master sparrow://…")
    private String executorMemory;

    @Option(names = "--executor-cores", paramLabel = "N", description = "Tasks that each executor runs at once.")
    private String executorCores;

    @Option(names = "--num-executors", paramLabel = "N", description = "How many executors are asked for.")
    private String executors;

    @Option(
            names = "--total-executor-cores",
            paramLabel = "N",
            description = "Cores of all executors together, at most.")
    private String coresMax;

    @Option(
            names = "--driver-memory",
            paramLabel = "SIZE",
            description = "The heap of this JVM, which bin/sparrow starts with it.")
    private String driverMemory;

    @Parameters(arity = "1..*", paramLabel = "PROGRAM", description = "What to run, and its arguments.")
    private List<String> words;

    @Option(
            names = "--deploy-mode",
            defaultValue = CLIENT,
            paramLabel = CLIENT,
            description = "Where the driver runs: client, in this JVM.")
    private String deployMode;

    @Option(
            names = {
                "--archives",
                "--driver-class-path",
                "--driver-cores",
                "--driver-java-options",
                "--driver-library-path",
                "--exclude-packages",
                "--files",
                "--keytab",
                "--kill",
                "--logs",
                "--packages",
                "--principal",
                "--proxy-user",
                "--py-files",
                "--queue",
                "--repositories",
                "--status"
            },
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    private String unsupported;

    @Option(names = "--supervise", hidden = true)
    private boolean supervise;

    private void checkSupported() {
        if (!deployMode.equals(CLIENT)) {
            throw refused(
                    "--deploy-mode " + deployMode,
                    "the driver runs in this JVM, so only client is understood; to have it elsewhere, submit there");
        }
        if (supervise) {
            throw refused("--supervise", OF_DRIVERS);
        }
        if (unsupported != null) {
            var flag =
                    spec.commandLine().getParseResult().originalArgs().stream()
                            .map(word -> word.replaceFirst("=.*", ""))
                            .filter(List.of(spec.findOption("--kill").names())::contains)
                            .findFirst()
                            .orElseThrow();
            throw refused(flag, reason(flag));
        }
    }

    private static String reason(String flag) {
        return switch (flag) {
            case "--driver-cores" -> OF_DRIVERS;
            case "--kill", "--status", "--logs" -> "a program ends with this command, and prints here";
            case "--files", "--archives" -> "a program adds files itself, by addFile of its context";
            case "--packages", "--exclude-packages", "--repositories" ->
                    "give jars by --jars, or libraries in a Java file by //DEPS group:name:version";
            case "--driver-java-options" -> "set SPARROW_JAVA_OPTS in the environment of bin/sparrow";
            case "--queue", "--principal", "--keytab", "--proxy-user" -> "it belongs to YARN or Kerberos";
            default -> "programs are Java; give jars by --jars";
        };
    }

    private ParameterException refused(String flag, String reason) {
        return new ParameterException(spec.commandLine(), flag + " is not supported: " + reason + ".");
    }

    @Override
    public Integer call() throws Exception {
        checkSupported();
        LaunchOptions.of(spec).apply(spec.commandLine());
        applyFlags();
        new UserProgram(spec.commandLine(), main, jars, words).run();
        return CommandLine.ExitCode.OK;
    }

    private void applyFlags() {
        var given = new TreeMap<String, String>();
        put(given, Keys.EXECUTOR_MEMORY.name(), executorMemory);
        put(given, Keys.EXECUTOR_CORES.name(), executorCores);
        put(given, Keys.EXECUTOR_INSTANCES.name(), executors);
        put(given, Keys.CORES_MAX.name(), coresMax);
        try {
            Settings.resolve(Map.of(), given, Map.of());
            if (driverMemory != null) {
                Settings.resolve(Map.of(), Map.of(Keys.EXECUTOR_MEMORY.name(), driverMemory), Map.of());
            }
        } catch (SparrowException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        given.forEach(System::setProperty);
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
