/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.harness.Measurement;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.cli.bench.Machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All of one run of the command.
///
/// @param versions of those that have one
public record BenchReport(
        Machine machine, Map<String, String> versions, Sizes sizes, List<Rival> rivals, List<Row> rows) {
    /// From here on the machine was not ours alone.
    private static final double BUSY_CORES = 0.15;

    private static final long MEGABYTE = 1_000_000;

    /// A ratio of two columns.
    record Ratio(Rival slower, Rival faster) {
        String title() {
            return slower.id() + "/" + faster.id();
        }

        /// Such as `sparrowToHand`.
        String key() {
            return slower.id() + "To" + faster.id().substring(0, 1).toUpperCase(Locale.ROOT) + faster.id().substring(1);
        }
    }

    /// Those of which both sides take part.
    List<Ratio> ratios() {
        return Stream.of(
                        new Ratio(Rival.SPARROW, Rival.HAND),
                        new Ratio(Rival.SPARK, Rival.SPARROW),
                        new Ratio(Rival.DATAFRAMES, Rival.SPARROW),
                        new Ratio(Rival.ON_SPARK, Rival.SPARROW),
                        new Ratio(Rival.SPARK, Rival.ON_SPARK),
                        new Ratio(Rival.DATAFRAMES, Rival.ON_SPARK),
                        new Ratio(Rival.DUCKDB, Rival.SPARROW))
                .filter(ratio -> rivals.contains(ratio.slower) && rivals.contains(ratio.faster))
                .toList();
    }

    /// Cells that failed, and answers that differ.
    public List<String> problems() {
        return rows.stream().flatMap(row -> row.problems().stream()).toList();
    }

    /// Whether the exit code is 0: there are no problems, and each target is met.
    public boolean isGood() {
        return problems().isEmpty() && OnSparkTarget.of(this).stream().allMatch(OnSparkTarget::isMet);
    }

    /// Medians and ratios.
    Table times() {
        var titles = new ArrayList<>(List.of("", "median, ms"));
        rivals.forEach(rival -> titles.add(rival.id()));
        ratios().forEach(ratio -> titles.add(ratio.title()));
        return new Table(titles, 2, rows.stream().map(this::times).toList());
    }

    private List<String> times(Row row) {
        var cells = new ArrayList<>(List.of(row.workload().id(), row.workload().title()));
        rivals.forEach(rival -> cells.add(time(row.cells().get(rival))));
        ratios().forEach(ratio -> cells.add(row.ratio(ratio.slower, ratio.faster).map(Figures::ratio).orElse("")));
        return cells;
    }

    private static String time(CellResult cell) {
        return switch (cell) {
            case CellResult.Measured measured -> Figures.millis(measured.measurement().median());
            case CellResult.Skipped _ -> "–";
            case CellResult.Failed _ -> "failed";
        };
    }

    /// Greatest sizes of the processes.
    Table memory() {
        var titles = new ArrayList<>(List.of("", "peak memory, MB"));
        rivals.forEach(rival -> titles.add(rival.id()));
        return new Table(titles, 2, rows.stream().map(this::memory).toList());
    }

    private List<String> memory(Row row) {
        var cells = new ArrayList<>(List.of(row.workload().id(), row.workload().title()));
        rivals.forEach(rival ->
                cells.add(
                        row.measurement(rival)
                                .map(measured -> Figures.count(measured.peakBytes() / MEGABYTE))
                                .orElse("–")));
        return cells;
    }

    /// What a reader must know to read the figures, one line each.
    List<String> notes() {
        var notes = new LinkedHashMap<String, List<String>>();
        for (var row : rows) {
            row.cells()
                    .forEach((rival, cell) ->
                            note(cell)
                                    .ifPresent(text ->
                                            notes.computeIfAbsent(text.formatted(rival.id()), _ -> new ArrayList<>())
                                                    .add(row.workload().id())));
        }
        var lines =
                notes.entrySet().stream()
                        .map(note -> String.join(", ", note.getValue()) + ": " + note.getKey())
                        .collect(Collectors.toCollection(ArrayList::new));
        busyMachine().ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> note(CellResult cell) {
        return switch (cell) {
            case CellResult.Skipped skipped -> Optional.of("no %s, " + skipped.reason());
            case CellResult.Measured _, CellResult.Failed _ -> Optional.empty();
        };
    }

    private Optional<String> busyMachine() {
        var busiest =
                rows.stream()
                        .flatMap(row -> rivals.stream().flatMap(rival -> row.measurement(rival).stream()))
                        .mapToDouble(Measurement::otherCores)
                        .max()
                        .orElse(0);
        return busiest > BUSY_CORES
                ? Optional.of(
                        "Other processes kept up to %s cores busy meanwhile: take the ratios for rough ones."
                                .formatted(Figures.ratio(busiest)))
                : Optional.empty();
    }

    String facts() {
        var engines =
                versions.entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
        return machine + "\n" + engines + "; " + Sizes.THREADS + " threads each, scale " + sizes.scale();
    }
}
