/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.sparrow.Sparrow;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.formats.record.RecordShape;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// Four columns of numbers in a Parquet file that DuckDB has written: read as records, beside the library's own rows,
/// as they were read before there were columns; and as columns, beside DuckDB.
final class ParquetTargets {
    private static final long ROWS = 4_000_000;
    static final List<String> COLUMNS = List.of("orders", "quantity", "price", "discount");
    private static final String SUMS = "sum(orders)::DOUBLE + sum(quantity) + sum(price) + sum(discount)";

    private ParquetTargets() {}

    /// A row.
    public record Item(long orders, double quantity, double price, double discount) {
        double sum() {
            return orders + quantity + price + discount;
        }
    }

    static List<Target> measure(Sparrow sc, Path folder) throws Exception {
        var file = folder.resolve("items.parquet");
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var sql = duckdb.createStatement()) {
            sql.execute("SET threads = 1");
            if (!Files.exists(file)) {
                sql.execute(
                        """
                        COPY (SELECT (i * 7919) %% 1000003 AS orders, (i %% 50 + 1)::DOUBLE AS quantity,
                                     (i * 31 %% 104949 + 90000) / 100.0 AS price, (i %% 11) / 100.0 AS discount
                              FROM range(%d) t(i)) TO '%s' (FORMAT parquet)
                        """
                                .formatted(ROWS, file));
            }
            var columns = new ColumnSums(COLUMNS);
            var times =
                    new CpuTimes()
                            .add("DuckDB", () -> sum(sql, file))
                            .add("columns", () -> columns.of(Parquet.source(ColumnSums.file(file))))
                            .add("rows of the library", () -> rowByRow(file))
                            .add("records", () -> records(sc, file))
                            .measure();
            times.forEach((name, nanos) ->
                    System.err.printf(Locale.ROOT, "Parquet, %s: %.1f ns a row%n", name, nanos / ROWS));
            return List.of(
                    Target.atLeast(
                            2,
                            "Parquet into records, times faster than row by row",
                            times.get("rows of the library") / times.get("records")),
                    Target.atMost(2, "Parquet into columns, times DuckDB", times.get("columns") / times.get("DuckDB")));
        }
    }

    private static double sum(java.sql.Statement sql, Path file) throws SQLException {
        try (var rows = sql.executeQuery("SELECT " + SUMS + " FROM '" + file + "'")) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    private static double records(Sparrow sc, Path file) {
        return Parquet.read(sc, file.toString()).as(Item.class).mapToDouble(Item::sum).sum();
    }

    /// Records of the library's rows, as they were made before there were columns: each value is asked for by name, and
    /// the record is made of the array of its values.
    private static double rowByRow(Path file) throws Exception {
        var shape = RecordShape.of(Item.class);
        var sum = 0.0;
        try (var reader = ParquetFileReader.open(InputFile.of(file));
                var rows = reader.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                var values = new Object[COLUMNS.size()];
                for (var i = 0; i < values.length; i++) {
                    values[i] = rows.getValue(COLUMNS.get(i));
                }
                sum += ((Item) shape.make(values)).sum();
            }
        }
        return sum;
    }
}
