/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.column.JavaForm;
import dev.sparrow.formats.arrow.ArrowFiles;
import dev.sparrow.formats.csv.Csv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The same four columns in Arrow and CSV files: read as columns, beside records.
final class FileTargets {
    private static final long ROWS = 1_000_000;

    private FileTargets() {}

    static List<Target> measure(Sparrow sc, Path folder) throws Exception {
        var arrow = folder.resolve("items-arrow");
        var csv = folder.resolve("items-csv");
        if (!Files.exists(arrow)) {
            ArrowFiles.write(items(sc), ParquetTargets.Item.class).to(arrow.toString());
        }
        if (!Files.exists(csv)) {
            Csv.write(items(sc)).header(true).to(csv.toString());
        }
        var columns = new ColumnSums(ParquetTargets.COLUMNS);
        var csvInput = Csv.read(sc, csv.toString()).header(true).multiLine(true);
        var schema = JavaForm.schemaOf(ParquetTargets.Item.class);
        var times =
                new CpuTimes()
                        .add(
                                "Arrow, records",
                                () -> sum(ArrowFiles.read(sc, arrow.toString()).as(ParquetTargets.Item.class)))
                        .add("Arrow, columns", () -> columns.of(ArrowFiles.source(ColumnSums.file(arrow))))
                        .add("CSV, records", () -> sum(csvInput.as(ParquetTargets.Item.class)))
                        .add("CSV, columns", () -> columns.of(csvInput.source(ColumnSums.file(csv), schema)))
                        .measure();
        times.forEach((name, nanos) -> System.err.printf(Locale.ROOT, "%s: %.1f ns a row%n", name, nanos / ROWS));
        return List.of(
                Target.atMost(
                        1.2,
                        "Arrow into columns, times records",
                        times.get("Arrow, columns") / times.get("Arrow, records")),
                Target.atMost(
                        1.2, "CSV into columns, times records", times.get("CSV, columns") / times.get("CSV, records")));
    }

    private static Rdd<ParquetTargets.Item> items(Sparrow sc) {
        return sc.range(0, ROWS, 1, 1)
                .map(i ->
                        new ParquetTargets.Item(
                                i * 7919 % 1_000_003, i % 50 + 1, (i * 31 % 104_949 + 90_000) / 100.0, i % 11 / 100.0));
    }

    private static double sum(Rdd<ParquetTargets.Item> items) {
        return items.mapToDouble(ParquetTargets.Item::sum).sum();
    }
}
