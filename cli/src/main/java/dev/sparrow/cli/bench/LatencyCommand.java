/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.config.Keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Measures how long a user waits: for the first result of a fresh JVM, and for small jobs in a warm one.
@Command(
        name = "latency",
        header = "Measure the time to a first result and of small jobs.",
        mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {
    private static final int FRESH_RUNS = 5;

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Option(
            names = "--train",
            description = "Measure nothing: run jobs of all kinds once, for the start-up cache.",
            hidden = true)
    private boolean train;

    @Override
    public Integer call() throws Exception {
        LaunchOptions.of(spec).apply(spec.commandLine());
        if (train) {
            Training.run();
            return 0;
        }
        var samples = new ArrayList<>(fresh());
        // Drawing progress makes an action wait for the terminal.
        try (var sc = new Sparrow(new SparrowConf().set(Keys.PROGRESS, "off"))) {
            samples.addAll(new WarmJobs(sc).measure());
            print(
                    new LatencyReport(
                            "sparrow bench latency",
                            spec.root().version()[0],
                            Machine.thisOne(sc.master()),
                            List.copyOf(samples)));
        }
        return 0;
    }

    /// With and without the start-up cache by turns, so that a busy minute of the machine hits both.
    private List<Sample> fresh() throws IOException, InterruptedException {
        var main = spec.root().userObject().getClass();
        var cached = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        for (var run = 0; run < FRESH_RUNS; run++) {
            if (FreshJvm.hasAotCache()) {
                cached.add((double) FreshJvm.firstResultNanos(main, true));
            }
            plain.add((double) FreshJvm.firstResultNanos(main, false));
        }
        var without = new Sample("first-result", "JVM start to the first result, without cache", plain);
        return FreshJvm.hasAotCache()
                ? List.of(
                        new Sample(
                                "first-result-cached",
                                "JVM start to the first result, with start-up cache",
                                cached,
                                Duration.ofMillis(600)),
                        without)
                : List.of(without);
    }

    private void print(LatencyReport report) {
        var out = spec.commandLine().getOut();
        out.print(json ? report.json() : report.text());
        out.flush();
    }
}
