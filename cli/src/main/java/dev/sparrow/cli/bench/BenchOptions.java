/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The options of `bench`. The module `benchmarks`, which does the work in another JVM, reads them with this class too.
public final class BenchOptions {
    @Option(
            names = "--workloads",
            split = ",",
            paramLabel = "R1",
            description = "The rows to measure. Default: all, R1 to R10 and RC.")
    private List<String> workloads = List.of("R1", "R2", "R3", "R4", "R5", "R6", "RC", "R7", "R8", "R9", "R10");

    @Option(
            names = "--engines",
            split = ",",
            paramLabel = "ENGINE",
            description = "Who takes part: ${DEFAULT-VALUE}.",
            defaultValue = "sparrow,spark,dataframes,duckdb,streams,hand")
    private List<String> engines;

    @Option(
            names = "--scale",
            defaultValue = "1.0",
            paramLabel = "FACTOR",
            description = "The size of all data, 1.0 or a part of it such as 0.1. Default: ${DEFAULT-VALUE}.")
    private double scale;

    @Option(
            names = "--runs",
            defaultValue = "5",
            paramLabel = "N",
            description =
                    "Measured runs of each engine and row, at least. Slow ones run less often. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--budget",
            defaultValue = "90",
            paramLabel = "SECONDS",
            description = "After so long no further run of an engine and row begins. Default: ${DEFAULT-VALUE}.")
    private long budgetSeconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as JSON.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draw them there as bars.")
    private Path chart;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description =
                    "Write them there as Markdown: between the marks of the file, if it has such, or as a new"
                            + " file.")
    private Path markdown;

    public List<String> workloads() {
        return workloads;
    }

    public List<String> engines() {
        return engines;
    }

    /// One more takes part, such as `on-spark`, where the master is one of Spark's.
    void addEngine(String engine) {
        engines = Stream.concat(engines.stream(), Stream.of(engine)).distinct().toList();
    }

    public double scale() {
        return scale;
    }

    public int runs() {
        return runs;
    }

    public Duration budget() {
        return Duration.ofSeconds(budgetSeconds);
    }

    public Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    public Optional<Path> chart() {
        return Optional.ofNullable(chart);
    }

    public Optional<Path> markdown() {
        return Optional.ofNullable(markdown);
    }

    /// The same options as words of a command line.
    public List<String> arguments() {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--workloads",
                                String.join(",", workloads),
                                "--engines",
                                String.join(",", engines),
                                "--scale",
                                Double.toString(scale),
                                "--runs",
                                Integer.toString(runs),
                                "--budget",
                                Long.toString(budgetSeconds)));
        json().ifPresent(file -> arguments.addAll(List.of("--json", file.toString())));
        chart().ifPresent(file -> arguments.addAll(List.of("--chart", file.toString())));
        markdown().ifPresent(file -> arguments.addAll(List.of("--markdown", file.toString())));
        return arguments;
    }
}
