/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.bench.BenchCommand;
import dev.sparrow.cli.cell.LockCommand;
import dev.sparrow.cli.cluster.CoordinatorCommand;
import dev.sparrow.cli.cluster.WorkerCommand;
import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.file.LocalPath;
import dev.sparrow.repl.Shell;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// The command line: what `bin/sparrow` starts.
@Command(
        name = "sparrow",
        header = "Spark-style lazy datasets in plain Java.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ShellCommand.class,
            RunCommand.class,
            SubmitCommand.class,
            NotebookCommand.class,
            JupyterCommand.class,
            ExampleCommand.class,
            CheckHistoryCommand.class,
            CoordinationCommand.class,
            CoordinatorCommand.class,
            WorkerCommand.class,
            LockCommand.class,
            BenchCommand.class,
            CompletionCommand.class
        },
        footer = {"", "sparrow COMMAND --help explains a command."})
public final class Main implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin(name = LaunchOptions.MIXIN)
    private LaunchOptions launch;

    private Main() {}

    /// Runs one command and ends the JVM with its exit code: 0, 1 if it failed, 2 if it was not understood.
    public static void main(String[] args) {
        var interrupts = Interrupts.watch();
        // What the options say is known later than that there will be a shell.
        var shell = args.length > 0 && args[0].equals(ShellCommand.NAME) ? Shell.startEarly() : Shell.create();
        var code = commandLine(interrupts, shell).execute(args);
        interrupts.end();
        System.exit(code);
    }

    static CommandLine commandLine(Interrupts interrupts, Shell shell) {
        var main = new Main();
        var commandLine =
                new CommandLine(main, new Commands(shell))
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
