/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Workload;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The engines that take part.
public enum Rival {
    SPARROW("dev.sparrow.benchmarks.sparrow.SparrowEngine"),
    /// Sparrow's programs as tasks of Spark's.
    ON_SPARK("dev.sparrow.benchmarks.sparrow.OnSparkEngine"),
    SPARK("dev.sparrow.benchmarks.spark.SparkEngine"),
    DATAFRAMES("dev.sparrow.benchmarks.dataframe.DataFramesEngine"),
    DUCKDB("dev.sparrow.benchmarks.duckdb.DuckdbEngine"),
    STREAMS("dev.sparrow.benchmarks.streams.StreamsEngine"),
    HAND("dev.sparrow.benchmarks.hand.HandEngine");

    private final String mainClass;

    Rival(String mainClass) {
        this.mainClass = mainClass;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The class whose `main` measures one cell. Named, not referred to: its libraries are on no other class path.
    public String mainClass() {
        return mainClass;
    }

    /// Why it takes no part in a row; empty if it does.
    public Optional<String> whyNot(Workload row) {
        return switch (this) {
            case SPARROW, ON_SPARK, SPARK -> Optional.empty();
            case DATAFRAMES -> dataFrames(row);
            case DUCKDB -> duckdb(row);
            case STREAMS -> streams(row);
            case HAND -> hand(row);
        };
    }

    private static Optional<String> dataFrames(Workload row) {
        return switch (row) {
            case K_MEANS_IN_PLACE, LOGISTIC_REGRESSION_IN_PLACE ->
                    Optional.of("a sum of columns is always summed in place");
            case WORD_COUNT,
                    LOG_MINING,
                    PAGE_RANK,
                    K_MEANS,
                    LOGISTIC_REGRESSION,
                    NUMBER_PIPELINE,
                    RECORD_PIPELINE,
                    REDUCE_BY_KEY,
                    SORT,
                    JOIN,
                    COUNT_2,
                    COUNT_1000 ->
                    Optional.empty();
        };
    }

    private static Optional<String> duckdb(Workload row) {
        return switch (row) {
            case K_MEANS, K_MEANS_IN_PLACE, LOGISTIC_REGRESSION, LOGISTIC_REGRESSION_IN_PLACE ->
                    Optional.of("nobody writes this in SQL");
            case COUNT_1000 -> Optional.of("it has no partitions");
            case WORD_COUNT,
                    LOG_MINING,
                    PAGE_RANK,
                    NUMBER_PIPELINE,
                    RECORD_PIPELINE,
                    REDUCE_BY_KEY,
                    SORT,
                    JOIN,
                    COUNT_2 ->
                    Optional.empty();
        };
    }

    private static Optional<String> streams(Workload row) {
        return switch (row) {
            case PAGE_RANK -> Optional.of("a stream has no join");
            case COUNT_2, COUNT_1000 -> Optional.of("a stream has no job to start");
            case WORD_COUNT,
                    LOG_MINING,
                    K_MEANS,
                    K_MEANS_IN_PLACE,
                    LOGISTIC_REGRESSION,
                    LOGISTIC_REGRESSION_IN_PLACE,
                    NUMBER_PIPELINE,
                    RECORD_PIPELINE,
                    REDUCE_BY_KEY,
                    SORT,
                    JOIN ->
                    Optional.empty();
        };
    }

    private static Optional<String> hand(Workload row) {
        return switch (row) {
            case LOG_MINING -> Optional.of("it would be the streams' program");
            case COUNT_2, COUNT_1000 -> Optional.of("a loop has no job to start");
            case WORD_COUNT,
                    PAGE_RANK,
                    K_MEANS,
                    K_MEANS_IN_PLACE,
                    LOGISTIC_REGRESSION,
                    LOGISTIC_REGRESSION_IN_PLACE,
                    NUMBER_PIPELINE,
                    RECORD_PIPELINE,
                    REDUCE_BY_KEY,
                    SORT,
                    JOIN ->
                    Optional.empty();
        };
    }

    /// Those that the names mean, in the order of the table.
    ///
    /// @throws IllegalArgumentException naming what nobody is called
    public static List<Rival> named(List<String> names) {
        var found = new LinkedHashSet<Rival>();
        for (var name : names) {
            found.add(
                    Arrays.stream(values())
                            .filter(rival -> rival.id().equalsIgnoreCase(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "There is no engine '"
                                                    + name
                                                    + "'. There are "
                                                    + Arrays.stream(values())
                                                            .map(Rival::id)
                                                            .collect(Collectors.joining(", "))
                                                    + ".")));
        }
        return found.stream().sorted().toList();
    }
}
