/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.history;

import dev.sparrow.repl.dialogue.CommandFailed;
import dev.sparrow.ui.page.Report;
import dev.sparrow.ui.page.SourceFinder;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Writes the page of a run as one file.
@Command(
        name = "report",
        header = "Write the page of a run as one file, which needs no server.",
        description = {
            "",
            "RUN is the beginning of a run's name, as `sparrow history` lists them, or a file; without it, the latest run.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "The folder of logs. Default: that of your programs.")
    private Path folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PAGE",
            description = "Default: the name of the run with .html, in this folder.")
    private Path output;

    @Parameters(index = "0", arity = "0..1", defaultValue = "", paramLabel = "RUN")
    private String run;

    @Override
    public Integer call() {
        var moment = RunLogs.of(folder).read(run).now();
        var target = output != null ? output : Path.of(moment.facts().id() + ".html");
        try {
            Files.writeString(target, Report.of(moment, new SourceFinder(Optional.of(Path.of("").toAbsolutePath()))));
        } catch (IOException e) {
            throw new CommandFailed("The file " + target.toAbsolutePath() + " cannot be written: " + e);
        }
        spec.commandLine().getOut().println("Written: " + target);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
