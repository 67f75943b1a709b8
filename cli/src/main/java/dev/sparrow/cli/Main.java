/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.bench.BenchCommand;
import dev.sparrow.cli.launch.LaunchOptions;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// The command line: what `bin/sparrow` starts.
@Command(
        name = "sparrow",
        header = "Spark-style lazy datasets in plain Java.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {ShellCommand.class, NotebookCommand.class, ExampleCommand.class, BenchCommand.class},
        footer = {"", "sparrow COMMAND --help explains a command."})
public final class Main implements Callable<Integer> {
    @Mixin(name = LaunchOptions.MIXIN)
    private LaunchOptions launch;

    private Main() {}

    /// Runs one command and ends the JVM with its exit code: 0, 1 if it failed, 2 if it was not understood.
    public static void main(String[] args) {
        var interrupts = Interrupts.watch();
        var code = commandLine(interrupts).execute(args);
        interrupts.end();
        System.exit(code);
    }

    static CommandLine commandLine(Interrupts interrupts) {
        var main = new Main();
        var commandLine =
                new CommandLine(main)
                        .setStopAtPositional(true)
                        .setUsageHelpAutoWidth(true)
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
        CommandLine.usage(this, System.out);
        return CommandLine.ExitCode.OK;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Sparrow " + (version == null ? "(not packaged)" : version)};
        }
    }
}
