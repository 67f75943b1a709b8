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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Measures how long a user waits: for the first result of a fresh JVM, and for small jobs in a warm one.
@Command(
        name = "latency",
        header = "Measure the time to a first result and of small jobs.",
        mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {
    private static final int FRESH_RUNS = 5;
    private static final String FIRST_RESULT = "JVM start to the first result";
    private static final String FIRST_QUERY = "JVM start to the first result of a query";

    /// The first query of a process has so many times as long as a job without SQL.
    private static final double QUERY_TIMES_RESULT = 1.8;

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
        var jobs = List.of(FirstJobCommand.NAME, FirstQueryCommand.NAME);
        var nanos = new LinkedHashMap<String, List<Double>>();
        for (var run = 0; run < FRESH_RUNS; run++) {
            for (var job : jobs) {
                if (FreshJvm.hasAotCache()) {
                    measure(job, true, nanos);
                }
                measure(job, false, nanos);
            }
        }
        var samples = new ArrayList<Sample>();
        for (var cached : FreshJvm.hasAotCache() ? List.of(true, false) : List.of(false)) {
            var result = nanos.get(key(FirstJobCommand.NAME, cached));
            var sample =
                    new Sample(cached ? "first-result-cached" : "first-result", FIRST_RESULT + how(cached), result);
            samples.add(cached ? sample.of(Duration.ofMillis(600)) : sample);
            samples.add(
                    new Sample(
                                    cached ? "first-query-cached" : "first-query",
                                    FIRST_QUERY + how(cached),
                                    nanos.get(key(FirstQueryCommand.NAME, cached)))
                            .of(Duration.ofNanos(Math.round(QUERY_TIMES_RESULT * sample.median()))));
        }
        return samples;
    }

    private void measure(String job, boolean cached, Map<String, List<Double>> nanos)
            throws IOException, InterruptedException {
        var main = spec.root().userObject().getClass();
        nanos.computeIfAbsent(key(job, cached), _ -> new ArrayList<>())
                .add((double) FreshJvm.firstResultNanos(main, job, cached));
    }

    private static String key(String job, boolean cached) {
        return job + cached;
    }

    private static String how(boolean cached) {
        return cached ? ", with start-up cache" : ", without cache";
    }

    private void print(LatencyReport report) {
        var out = spec.commandLine().getOut();
        out.print(json ? report.json() : report.text());
        out.flush();
    }
}
