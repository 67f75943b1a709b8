/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.launch;

import dev.sparrow.config.Keys;
import dev.sparrow.config.LaunchSettings;
import dev.sparrow.config.Settings;
import dev.sparrow.error.SparrowException;
import dev.sparrow.spi.Engines;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The options of every command that runs jobs. They become system properties, from which each context takes its
/// settings.
public final class LaunchOptions {
    /// The name under which the root command mixes them in.
    public static final String MIXIN = "launch";

    @Option(
            names = "--master",
            scope = ScopeType.INHERIT,
            paramLabel = "MASTER",
            completionCandidates = Masters.class,
            description = "Where jobs run: ${COMPLETION-CANDIDATES}.")
    private String master;

    @Option(
            names = "--name",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "The name of the application, unless the program sets one.")
    private String appName;

    @Option(
            names = "--conf",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            description = "A setting, such as sparrow.text.malformed=fail. May be repeated.")
    private Map<String, String> conf = new TreeMap<>();

    @Option(
            names = "--properties-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "A file of settings, weaker than those of the command line. Default:"
                            + " ~/.config/sparrow/defaults.properties, if it is there.")
    private Path propertiesFile;

    @Option(
            names = "--dump-classes",
            scope = ScopeType.INHERIT,
            arity = "0..1",
            fallbackValue = "sparrow-classes",
            paramLabel = "DIR",
            description = "Write the classes that pipelines become into a folder, sparrow-classes if none is named.")
    private String dumpClasses;

    @Option(
            names = "--ui",
            scope = ScopeType.INHERIT,
            description = "Show what jobs do on a page, whose address is told on standard error.")
    private boolean ui;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Print each setting and where it came from, and whole stack traces.")
    private boolean verbose;

    /// The forms of masters, for the help.
    static final class Masters implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Engines.forms(Engines.onClassPath()).iterator();
        }
    }

    /// Those of the command that the user typed.
    public static LaunchOptions of(CommandLine.Model.CommandSpec command) {
        return (LaunchOptions) command.root().mixins().get(MIXIN).userObject();
    }

    public boolean verbose() {
        return verbose;
    }

    /// Makes the options hold in this JVM.
    ///
    /// @param command whose usage is to blame
    /// @throws CommandLine.ParameterException naming a key or a value that is not understood
    public void apply(CommandLine command) {
        var given = new TreeMap<>(conf);
        put(given, Keys.MASTER.name(), master);
        put(given, Keys.APP_NAME.name(), appName);
        put(given, Keys.DUMP_CLASSES.name(), dumpClasses);
        put(given, Keys.UI.name(), ui ? "on" : null);
        try {
            // Keys without the prefix would never be looked at by a context, so they are checked before they are set.
            Settings.resolve(Map.of(), given, Map.of());
            given.forEach(System::setProperty);
            var file = propertiesFile != null ? Optional.of(propertiesFile) : defaults();
            file.ifPresent(path -> System.setProperty(LaunchSettings.PROPERTIES_FILE, path.toString()));
            System.setProperty(LaunchSettings.VERBOSE, Boolean.toString(verbose));
            var process = LaunchSettings.ofThisProcess();
            var settings = Settings.resolve(Map.of(), process.commandLine(), process.file());
            if (settings.origin(Keys.LOG_DIR) == Settings.Origin.DEFAULT) {
                System.setProperty(Keys.LOG_DIR.name(), logFolder());
            }
            var _ = Engines.of(Engines.onClassPath(), settings.get(Keys.MASTER));
        } catch (SparrowException e) {
            throw new CommandLine.ParameterException(command, e.getMessage(), e);
        }
    }

    /// The user's own settings for all commands, where there are any.
    private static Optional<Path> defaults() {
        var file = userFolder("XDG_CONFIG_HOME", ".config").resolve("defaults.properties");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /// The folder for logs of runs where no setting names another.
    public static String logFolder() {
        return userFolder("XDG_STATE_HOME", ".local/state").resolve("runs").toString();
    }

    /// Our folder in one of those that the XDG Base Directory Specification has for users.
    private static Path userFolder(String variable, String otherwise) {
        var folder = System.getenv(variable);
        var parent =
                folder == null || folder.isEmpty()
                        ? Path.of(System.getProperty("user.home"), otherwise)
                        : Path.of(folder);
        return parent.resolve("sparrow");
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
