/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.history;

import dev.sparrow.repl.dialogue.CommandFailed;
import dev.sparrow.ui.export.PerfettoTrace;
import dev.sparrow.ui.export.SparkLog;
import dev.sparrow.ui.http.PageServer;
import dev.sparrow.ui.http.PastRuns;
import dev.sparrow.ui.http.Routes;
import dev.sparrow.ui.log.RunFolder;
import dev.sparrow.ui.page.RunDiff;
import dev.sparrow.ui.page.SourceFinder;
import dev.sparrow.ui.page.Views;
import dev.sparrow.ui.picture.Amounts;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Lists the runs of which there are logs, compares and exports them, and shows their pages.
@Command(
        name = "history",
        header = "List runs of the past, look at them, compare them, or export them.",
        description = {
            "",
            "Commands of sparrow log what happens in each run, unless sparrow.log.dir is off; see docs/how-to/see-a-run.md.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {
    private static final String FOLDER = "The folder of logs. Default: that of your programs.";

    @Spec private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", description = FOLDER)
    private Path folder;

    @Option(names = "--serve", description = "Show the runs on a page, until this command is ended.")
    private boolean serve;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "18080",
            description = "The port of that page; if it is taken, the next free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var logs = RunLogs.of(folder);
        if (serve) {
            serve(logs);
        } else {
            list(logs);
        }
        return CommandLine.ExitCode.OK;
    }

    private void list(RunLogs logs) {
        var out = spec.commandLine().getOut();
        var entries = logs.folder().entries();
        if (entries.isEmpty()) {
            out.println("There are no logs of runs in " + logs.folder().path().toAbsolutePath() + ".");
        }
        entries.forEach(entry -> print(out, entry));
        out.flush();
    }

    private static void print(PrintWriter out, RunFolder.Entry entry) {
        if (entry.facts().isEmpty()) {
            out.printf("%-24s cannot be read: %s%n", entry.id(), entry.problem());
            return;
        }
        var facts = entry.facts().get();
        out.printf(
                "%-24s %12s %10s  %s, %s%n",
                entry.id(),
                entry.ended().map(Amounts::micros).orElse("no end"),
                Amounts.bytes(entry.bytes()),
                facts.app(),
                facts.master());
    }

    private void serve(RunLogs logs) throws IOException, InterruptedException {
        var views = new Views(new SourceFinder(Optional.of(Path.of("").toAbsolutePath())));
        var routes = new Routes(new PastRuns(logs.folder()), views, "");
        try (var server = PageServer.start("127.0.0.1", port, "", routes)) {
            spec.commandLine().getOut().println("Page: " + server.address());
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
    }

    // ---- Compare ----------------------------------------------------------------------------------------------------

    @Command(
            name = "diff",
            header = "Compare two runs: which stages became slower, and what else is different in them.",
            description = {"", "A run is named by the beginning of its name, or by its file."},
            mixinStandardHelpOptions = true)
    int diff(
            @Option(names = "--folder", paramLabel = "FOLDER", description = FOLDER) Path in,
            @Parameters(index = "0", paramLabel = "BEFORE") String before,
            @Parameters(index = "1", paramLabel = "AFTER") String after) {
        var logs = RunLogs.of(in);
        var out = spec.commandLine().getOut();
        out.print(RunDiff.of(logs.read(before).now(), logs.read(after).now()));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    // ---- Export -----------------------------------------------------------------------------------------------------

    /// The forms of other tools.
    static final class Form {
        @Option(
                names = "--spark",
                description = "An event log of Spark's, for its History Server and what reads the same.")
        private boolean spark;

        @Option(names = "--perfetto", description = "A trace for ui.perfetto.dev and chrome://tracing.")
        private boolean perfetto;
    }

    @Command(
            name = "export",
            header = "Write a run in the form of another tool.",
            description = {
                "",
                "A run is named by the beginning of its name, or by its file; without a name it is the latest."
            },
            mixinStandardHelpOptions = true)
    int export(
            @ArgGroup(multiplicity = "1") Form form,
            @Option(names = "--folder", paramLabel = "FOLDER", description = FOLDER) Path in,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Default: the name of the run, in this folder.")
                    Path output,
            @Parameters(index = "0", arity = "0..1", defaultValue = "", paramLabel = "RUN") String run) {
        var moment = RunLogs.of(in).read(run).now();
        var target = output != null ? output : Path.of(moment.facts().id() + (form.spark ? "" : ".trace.json"));
        try (var writer = new PrintWriter(Files.newBufferedWriter(target))) {
            if (!form.perfetto) {
                SparkLog.write(moment, line -> writer.print(line + "\n"));
            } else {
                PerfettoTrace.write(moment, writer::print);
            }
        } catch (IOException e) {
            throw new CommandFailed("The file " + target.toAbsolutePath() + " cannot be written: " + e);
        }
        spec.commandLine().getOut().println("Written: " + target);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
