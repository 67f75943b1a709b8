/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// The rows of the table.
public enum Workload {
    WORD_COUNT("R1", "word count"),
    LOG_MINING("R2", "log mining: filter, six counts"),
    PAGE_RANK("R3", "PageRank, 10 iterations"),
    K_MEANS("R4", "k-means, 10 iterations"),
    K_MEANS_IN_PLACE("R4/fold", "the same, summed in place"),
    LOGISTIC_REGRESSION("R5", "logistic regression, 10 iterations"),
    LOGISTIC_REGRESSION_IN_PLACE("R5/fold", "the same, summed in place"),
    NUMBER_PIPELINE("R6", "map, filter, map, sum"),
    RECORD_PIPELINE("RC", "filter, map, sum over cached records"),
    REDUCE_BY_KEY("R7", "reduce by key"),
    SORT("R8", "sort"),
    JOIN("R9", "join and aggregate"),
    COUNT_2("R10/2", "warm count, 2 partitions"),
    COUNT_1000("R10/1000", "warm count, 1,000 partitions");

    /// Sums of doubles that are exact in any order, or nearly so.
    private static final double SUMS = 1e-9;

    /// Sums whose order differs between engines and whose errors go from one iteration into the next.
    private static final double ITERATED_SUMS = 1e-6;

    private final String id;
    private final String title;

    Workload(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /// How far the numbers of two engines may be apart, relative to the greater one.
    public double tolerance() {
        return switch (this) {
            case PAGE_RANK, K_MEANS, K_MEANS_IN_PLACE, LOGISTIC_REGRESSION, LOGISTIC_REGRESSION_IN_PLACE ->
                    ITERATED_SUMS;
            case WORD_COUNT,
                    LOG_MINING,
                    NUMBER_PIPELINE,
                    RECORD_PIPELINE,
                    REDUCE_BY_KEY,
                    SORT,
                    JOIN,
                    COUNT_2,
                    COUNT_1000 ->
                    SUMS;
        };
    }

    /// The rows that the names mean, in the order of the table. `R10` means both rows of R10, `R4` both of R4.
    ///
    /// @throws IllegalArgumentException naming what no row is called
    public static List<Workload> named(List<String> names) {
        var found = new LinkedHashSet<Workload>();
        for (var name : names) {
            var matching = Arrays.stream(values()).filter(row -> row.isCalled(name)).toList();
            if (matching.isEmpty()) {
                var known = Arrays.stream(values()).map(Workload::id).collect(Collectors.joining(", "));
                throw new IllegalArgumentException("There is no workload '" + name + "'. There are " + known + ".");
            }
            found.addAll(matching);
        }
        return found.stream().sorted().toList();
    }

    private boolean isCalled(String name) {
        return id.equalsIgnoreCase(name) || id.regionMatches(true, 0, name + "/", 0, name.length() + 1);
    }
}
