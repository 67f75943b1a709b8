/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.bench.BenchCommand;
import dev.sparrow.cli.cell.LockCommand;
import dev.sparrow.cli.cluster.CoordinatorCommand;
import dev.sparrow.cli.cluster.WorkerCommand;
import dev.sparrow.cli.history.HistoryCommand;
import dev.sparrow.cli.history.ReportCommand;
import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.file.LocalPath;
import dev.sparrow.repl.Shell;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// The command line: what `bin/sparrow` starts.
@Command(
        name = "sparrow",
        header = "Spark-style lazy datasets in plain Java.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "sparrow COMMAND --help explains a command."})
public final class Main implements Callable<Integer> {
    /// In the order of the help.
    static final List<String> COMMANDS =
            List.of(
                    ShellCommand.NAME,
                    "run",
                    "submit",
                    "notebook",
                    "jupyter",
                    "example",
                    "sql",
                    "recover",
                    "history",
                    "report",
                    "check-history",
                    "coordination",
                    "coordinator",
                    "worker",
                    "lock",
                    "bench",
                    CompletionCommand.NAME);

    @Spec private CommandSpec spec;

    @Mixin(name = LaunchOptions.MIXIN)
    private LaunchOptions launch;

    private Main() {}

    /// Runs one command and ends the JVM with its exit code: 0, 1 if it failed, 2 if it was not understood.
    public static void main(String[] args) {
        var interrupts = Interrupts.watch();
        // What the options say is known later than that there will be a shell.
        var shell = args.length > 0 && args[0].equals(ShellCommand.NAME) ? Shell.startEarly() : Shell.create();
        var code = commandLine(interrupts, shell, named(args)).execute(args);
        interrupts.end();
        System.exit(code);
    }

    /// The command that the first argument names, since to look at all of them takes longer than a small job. All of
    /// them if it names none, and where all are told of.
    static List<String> named(String[] args) {
        var name = args.length == 0 ? "" : args[0];
        return COMMANDS.contains(name) && !name.equals(CompletionCommand.NAME) ? List.of(name) : COMMANDS;
    }

    static Class<?> command(String name) {
        return switch (name) {
            case ShellCommand.NAME -> ShellCommand.class;
            case "run" -> RunCommand.class;
            case "submit" -> SubmitCommand.class;
            case "notebook" -> NotebookCommand.class;
            case "jupyter" -> JupyterCommand.class;
            case "example" -> ExampleCommand.class;
            case "sql" -> SqlCommand.class;
            case "recover" -> RecoverCommand.class;
            case "history" -> HistoryCommand.class;
            case "report" -> ReportCommand.class;
            case "check-history" -> CheckHistoryCommand.class;
            case "coordination" -> CoordinationCommand.class;
            case "coordinator" -> CoordinatorCommand.class;
            case "worker" -> WorkerCommand.class;
            case "lock" -> LockCommand.class;
            case "bench" -> BenchCommand.class;
            case CompletionCommand.NAME -> CompletionCommand.class;
            default -> throw new IllegalArgumentException("No command: " + name);
        };
    }

    static CommandLine commandLine(Interrupts interrupts, Shell shell) {
        return commandLine(interrupts, shell, COMMANDS);
    }

    static CommandLine commandLine(Interrupts interrupts, Shell shell, List<String> commands) {
        var main = new Main();
        var commandLine = new CommandLine(main, new Commands(shell));
        for (var name : commands) {
            commandLine.addSubcommand(name, command(name));
        }
        commandLine // of which the commands take over what is said now
                .setStopAtPositional(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .registerConverter(Path.class, LocalPath::of)
                .setParameterExceptionHandler((mistake, _) -> UsageError.report(mistake));
        commandLine.setExecutionExceptionHandler((failure, command, _) -> {
            if (!interrupts.interrupted()) {
                command.getErr().print(FailureReport.of(failure, main.launch.verbose()));
                command.getErr().flush();
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        commandLine.usage(commandLine.getOut());
        return CommandLine.ExitCode.OK;
    }

    /// Makes commands.
    private record Commands(Shell shell) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type.equals(ShellCommand.class)
                    ? type.cast(new ShellCommand(shell))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Sparrow " + (version == null ? "(not packaged)" : version)};
        }
    }
}
