/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.benchmarks.types.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// What a suite must not exceed, as multiples of DuckDB's time but for the last three.
///
/// @param cachedMean the geometric mean over tables in memory
/// @param cachedMost any query of these
/// @param filesMean the geometric mean over files
/// @param spark how many times longer Spark takes at least, in the geometric mean
/// @param planningMillis from text to plan, the median
/// @param planningPart the sum of these, as a part of all warm runs
public record QueryTargets(
        double cachedMean,
        double cachedMost,
        double filesMean,
        double spark,
        double planningMillis,
        double planningPart) {

    List<Target> of(List<QueryRow> rows) {
        var targets = new ArrayList<Target>();
        mean(rows, QueryRow::cached)
                .ifPresent(mean ->
                        targets.add(Target.atMost(cachedMean, "cached, times DuckDB in the geometric mean", mean)));
        rows.stream()
                .flatMap(row -> row.cached().stream())
                .mapToDouble(QueryTimes::ratio)
                .max()
                .ifPresent(most -> targets.add(Target.atMost(cachedMost, "cached, times DuckDB at most", most)));
        mean(rows, QueryRow::files)
                .ifPresent(mean ->
                        targets.add(Target.atMost(filesMean, "files, times DuckDB in the geometric mean", mean)));
        geometric(rows.stream().map(QueryRow::timesSpark).toList())
                .ifPresent(mean ->
                        targets.add(Target.atLeast(spark, "Spark's time over cached tables, times Sparrow's", mean)));
        planning(rows, targets);
        return targets;
    }

    private void planning(List<QueryRow> rows, List<Target> targets) {
        var all = rows.stream().flatMap(row -> row.planning().stream().boxed()).toList();
        if (!all.isEmpty()) {
            targets.add(Target.atMost(planningMillis, "planning, the median in ms", QueryTimes.median(all)));
            var runs =
                    rows.stream()
                            .filter(row -> row.planning().isPresent())
                            .mapToDouble(row -> row.cached().map(QueryTimes::sparrow).orElse(0.0))
                            .sum();
            var sum = all.stream().mapToDouble(Double::doubleValue).sum();
            targets.add(Target.atMost(planningPart, "planning, as a part of warm runs", sum / runs));
        }
    }

    private static OptionalDouble mean(List<QueryRow> rows, Function<QueryRow, Optional<QueryTimes>> times) {
        return geometric(
                rows.stream()
                        .map(row ->
                                times.apply(row)
                                        .map(each -> OptionalDouble.of(each.ratio()))
                                        .orElse(OptionalDouble.empty()))
                        .toList());
    }

    private static OptionalDouble geometric(List<OptionalDouble> ratios) {
        var logarithm = ratios.stream().flatMapToDouble(OptionalDouble::stream).map(Math::log).average();
        return logarithm.isPresent() ? OptionalDouble.of(Math.exp(logarithm.getAsDouble())) : logarithm;
    }
}
