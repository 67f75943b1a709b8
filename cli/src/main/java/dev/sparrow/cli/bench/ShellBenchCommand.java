/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.cli.launch.LaunchOptions;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Measures how long a person at the shell waits, through a pseudo-terminal.
@Command(
        name = "shell",
        header = "Measure how long a person at the shell waits.",
        description = {"", "Needs the program script (util-linux), which makes the pseudo-terminal.", ""},
        mixinStandardHelpOptions = true)
final class ShellBenchCommand implements Callable<Integer> {
    private static final int RUNS = 5;
    private static final int SNIPPETS = 20;

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LaunchOptions.of(spec).apply(spec.commandLine());
        var prompt = new ArrayList<Double>();
        var first = new ArrayList<Double>();
        var further = new ArrayList<Double>();
        var completion = new ArrayList<Double>();
        for (var run = 0; run < RUNS; run++) {
            try (var shell = ShellProcess.start()) {
                prompt.add(shell.promptNanos());
                first.add(shell.type("sc.range(0, 10).count()\r", " ==> 10"));
                for (var i = 0; i < SNIPPETS; i++) {
                    further.add(shell.type("1 + " + (1_000 + i) + "\r", " ==> " + (1_001 + i)));
                }
                shell.type("sc.ran", "ran");
                completion.add(shell.type("\t", "ge("));
            }
        }
        var samples =
                List.of(
                        new Sample("prompt", "Start to the prompt", prompt),
                        new Sample("first-result", "Enter to the first result", first),
                        new Sample("further-result", "Enter to a further result", further),
                        new Sample("completion", "Tab to the completion", completion));
        var report =
                new LatencyReport(
                        "sparrow bench shell", spec.root().version()[0], Machine.thisOne("local[*]"), samples);
        spec.commandLine().getOut().print(json ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
