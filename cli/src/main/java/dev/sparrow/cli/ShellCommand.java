/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.config.LaunchSettings;
import dev.sparrow.repl.Shell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// Starts the shell.
@Command(
        name = ShellCommand.NAME,
        header = "Type Java at a prompt, with a context at hand.",
        mixinStandardHelpOptions = true,
        description = {
            "",
            "Reads snippets from standard input if that is not a terminal, prints their values,",
            "and exits with 1 if one of them failed.",
            ""
        })
final class ShellCommand implements Callable<Integer> {
    static final String NAME = "shell";

    private final Shell shell;

    @Spec private CommandSpec spec;

    @Option(names = "-i", paramLabel = "SCRIPT", description = "Evaluate a file of snippets first. May be repeated.")
    private List<Path> scripts = List.of();

    @Option(
            names = "-e",
            paramLabel = "CODE",
            description = "Evaluate snippets, print their values and leave. May be repeated.")
    private List<String> code = List.of();

    @Option(names = "--fail-fast", description = "Leave at the first snippet that fails, unless a person types.")
    private boolean failFast;

    @Option(
            names = "--step",
            paramLabel = "NOTEBOOK",
            description = "Go through a notebook: its code stands at the prompt, cell after cell. May be repeated.")
    private List<Path> steps = List.of();

    @Option(
            names = "--jars",
            split = ",",
            paramLabel = "JAR",
            description = "Jars and folders of classes that snippets use, with commas between.")
    private List<Path> jars = List.of();

    ShellCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        LaunchOptions.of(spec).apply(spec.commandLine());
        Stream.of(scripts, steps, jars)
                .flatMap(List::stream)
                .forEach(file -> Existing.require(file, spec.commandLine()));
        return shell.run(
                new Shell.Options(
                        scripts,
                        steps,
                        code,
                        failFast,
                        jars,
                        LaunchSettings.ofThisProcess().stdinIsTerminal(),
                        spec.root().version()[0]));
    }
}
