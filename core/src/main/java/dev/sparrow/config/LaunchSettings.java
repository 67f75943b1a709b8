/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The facts of the start of the process: `-Dsparrow.…` settings, the properties file it names, and what the launcher
/// knows of the terminal. The one place that reads system properties.
///
/// @param commandLine settings by name
/// @param file settings by name
/// @param verbose whether to print every setting and where it came from
/// @param stderrIsTerminal whether standard error is a terminal, so that progress may be drawn there
/// @param columns the width of that terminal
/// @param stdinIsTerminal whether a person types what is read from standard input
public record LaunchSettings(
        Map<String, String> commandLine,
        Map<String, String> file,
        boolean verbose,
        boolean stderrIsTerminal,
        int columns,
        boolean stdinIsTerminal) {
    private static final String PREFIX = "sparrow.";

    /// Names of system properties that launchers set; they are no settings.
    private static final String LAUNCHER = "sparrow.launcher.";

    public static final String PROPERTIES_FILE = LAUNCHER + "properties-file";
    public static final String VERBOSE = LAUNCHER + "verbose";
    public static final String STDERR_TTY = LAUNCHER + "stderr-tty";
    public static final String STDIN_TTY = LAUNCHER + "stdin-tty";
    public static final String COLUMNS = LAUNCHER + "columns";

    private static final String SPARK = "spark:";
    private static final String SPARK_MASTER = "spark.master";

    private static final String LOG_PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    private static final String LOG_VERBOSITY = "slf4j.internal.verbosity";

    public static LaunchSettings ofThisProcess() {
        return of(System.getProperties());
    }

    /// Has SLF4J say nothing of it if a program brings nothing that writes logs: it would at every start, on standard
    /// error. What it would say otherwise, and what the program has set, stays.
    public static void allowNoLogging() {
        var loader = LoggerFactory.class.getClassLoader();
        if (loader.getResource(LOG_PROVIDERS) == null && System.getProperty(LOG_VERBOSITY) == null) {
            System.setProperty(LOG_VERBOSITY, "ERROR");
        }
    }

    /// The system's folder for temporary files.
    static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// Reads system properties, and the file that one of them names.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if the properties file cannot be read
    public static LaunchSettings of(Properties system) {
        var commandLine = new TreeMap<String, String>();
        for (var name : system.stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !name.startsWith(LAUNCHER)) {
                commandLine.put(name, system.getProperty(name));
            }
        }
        return new LaunchSettings(
                commandLine,
                file(system),
                Boolean.parseBoolean(system.getProperty(VERBOSE)),
                Boolean.parseBoolean(system.getProperty(STDERR_TTY)),
                Integer.parseInt(system.getProperty(COLUMNS, "80")),
                Boolean.parseBoolean(system.getProperty(STDIN_TTY)));
    }

    /// What the file says; where it names no master, and Spark's `spark-submit` has started this, the master is
    /// Spark's.
    private static Map<String, String> file(Properties system) {
        var settings = readFile(system.getProperty(PROPERTIES_FILE));
        var ofSpark = system.getProperty(SPARK_MASTER);
        if (ofSpark != null) {
            settings.putIfAbsent(Keys.MASTER.name(), ofSpark.startsWith(SPARK) ? ofSpark : SPARK + ofSpark);
        }
        return settings;
    }

    private static Map<String, String> readFile(String name) {
        var settings = new TreeMap<String, String>();
        if (name == null) {
            return settings;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(LocalPath.of(name))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "The properties file " + LocalPath.of(name).toAbsolutePath() + " cannot be read: " + e,
                    e);
        }
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }
}
