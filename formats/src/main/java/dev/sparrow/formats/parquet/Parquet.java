/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.formats.record.ColumnLimits;
import dev.sparrow.formats.record.ColumnRows;
import dev.sparrow.formats.record.FirstLook;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.RecordShape;
import dev.sparrow.formats.record.RowForm;
import dev.sparrow.formats.record.TypedInput;
import dev.sparrow.formats.record.WrittenRows;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import java.util.Map;

/// Parquet files: the way in. Large files are cut between groups of rows.
///
/// ```java
/// Rdd<Trip> trips = Parquet.read(sc, "trips.parquet").as(Trip.class);
/// Parquet.write(trips, Trip.class).to("out");
/// ```
public final class Parquet {
    private Parquet() {}

    /// How files are to be read; nothing is read yet.
    ///
    /// @param path as for `textFile`
    public static TypedInput read(Sparrow sc, String path) {
        return new TypedInput(new InputPath(sc, "parquet", path), ParquetSource::new);
    }

    /// The files as a table. Of the files the columns alone are read that the table's results need; columns that
    /// folders say, as `year=2020` does, are columns of the table.
    ///
    /// ```java
    /// Parquet.table(sc, "trips.parquet").where(col("km").gt(10)).groupBy("city").count().show();
    /// ```
    ///
    /// @param path as for `textFile`
    /// @throws SparrowException `INPUT_UNREADABLE` if there is no such file, or the first one is damaged
    public static Table table(Sparrow sc, String path) {
        var schema = new Schema[1];
        var statistics = new TableStatistics[1];
        var rows =
                FormatSupport.<Row>read(
                        sc,
                        "parquet",
                        path,
                        files -> {
                            var source =
                                    new ParquetSource<Map<String, Object>>(
                                            files.blockSplits(), FolderColumns.of(files), Map.class);
                            try (var look = new FirstLook("parquet")) {
                                var found = ColumnRows.of(source, source.names(look), look);
                                schema[0] = found.schema();
                                statistics[0] = FooterStatistics.of(source.splits(), found.schema(), look);
                                return found;
                            }
                        });
        return Tables.of(rows, schema[0]).with(statistics[0]);
    }

    /// The columns of files, for who computes with columns and not with rows.
    public static BatchSource<Map<String, Object>> source(InputFiles files) {
        return new ParquetSource<>(files.blockSplits(), FolderColumns.of(files), Map.class);
    }

    /// Writes a table, one file for each partition.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` for a column whose type such files do not hold
    static long write(Table table, String path, Compression pages, SaveMode mode) {
        ColumnLimits.requireHeld(table.schema(), "parquet");
        var sink = new ParquetSink<>(new RowForm.OfTable(table.schema()), pages);
        return WrittenRows.save(table, "parquet", path, mode, sink);
    }

    /// How a dataset of records is to be written; nothing is written yet.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` for a component that such files cannot hold
    public static <T> Output<T> write(Rdd<T> rows, Class<T> type) {
        ColumnLimits.requireHeld(RecordShape.of(type), "parquet");
        return new Output<>(rows, type, Compression.ZSTD, SaveMode.ERROR);
    }

    /// How a dataset is to be written.
    ///
    /// @param <T> a record class
    public static final class Output<T> implements DriverOnly {
        private final Rdd<T> rows;
        private final Class<T> type;
        private final Compression compression;
        private final SaveMode mode;

        private Output(Rdd<T> rows, Class<T> type, Compression compression, SaveMode mode) {
            this.rows = rows;
            this.type = type;
            this.compression = compression;
            this.mode = mode;
        }

        /// How pages within files are packed; else by zstd. Names of files stay the same.
        public Output<T> compression(Compression chosen) {
            return new Output<>(rows, type, chosen, mode);
        }

        /// What happens if the folder exists already; else [SaveMode#ERROR].
        public Output<T> mode(SaveMode chosen) {
            return new Output<>(rows, type, compression, chosen);
        }

        /// Writes the dataset.
        ///
        /// @param path a folder, which [#mode] says if it may exist already
        public void to(String path) {
            FormatSupport.save(
                    rows, "parquet", path, mode, new ParquetSink<T>(new RowForm.OfRecords<>(type), compression));
        }
    }
}
