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
import java.time.Duration;
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
        var total = new ArrayList<Double>();
        var further = new ArrayList<Double>();
        var completion = new ArrayList<Double>();
        for (var run = 0; run < RUNS; run++) {
            try (var shell = ShellProcess.start()) {
                prompt.add(shell.promptNanos());
                first.add(shell.type("sc.range(0, 10).count()\r", " ==> 10"));
                total.add(shell.promptNanos() + first.getLast());
                for (var i = 0; i < SNIPPETS; i++) {
                    further.add(shell.type("1 + " + (1_000 + i) + "\r", " ==> " + (1_001 + i)));
                }
                shell.type("sc.ran", "ran");
                completion.add(shell.type("\t", "ge("));
            }
        }
        var samples =
                List.of(
                        new Sample("prompt", "Start to the prompt", prompt, Duration.ofMillis(800)),
                        new Sample(
                                "first-result",
                                "Enter at the prompt to the first result",
                                first,
                                Duration.ofMillis(400)),
                        new Sample(
                                "start-to-first-result", "Start to the first result", total, Duration.ofMillis(1200)),
                        new Sample("further-result", "Enter to a further result", further, Duration.ofMillis(40)),
                        new Sample("completion", "Tab to the completion", completion, Duration.ofMillis(100)));
        var report =
                new LatencyReport(
                        "sparrow bench shell", spec.root().version()[0], Machine.thisOne("local[*]"), samples);
        spec.commandLine().getOut().print(json ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
