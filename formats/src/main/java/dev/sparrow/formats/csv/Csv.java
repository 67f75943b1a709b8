/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.formats.record.ColumnRows;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.WrittenRows;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.value.SaveMode;

import java.util.Optional;

/// Comma-separated values (RFC 4180): the way in.
///
/// ```java
/// Rdd<Trip> trips = Csv.read(sc, "trips/*.csv").header(true).as(Trip.class);
/// Csv.write(trips).header(true).to("out");
/// ```
public final class Csv {
    private Csv() {}

    /// How files are to be read; nothing is read yet.
    ///
    /// @param path as for `textFile`
    public static CsvInput read(Sparrow sc, String path) {
        return new CsvInput(new InputPath(sc, "csv", path), CsvOptions.DEFAULT);
    }

    /// The files as a table. What stands between fields, whether there is a header, and the types of the columns are
    /// found by a look at the first rows, for which a job runs; a later row that does not fit is an error. Columns that
    /// folders say, as `year=2020` does, are columns of the table.
    ///
    /// @param path as for `textFile`
    /// @throws dev.sparrow.error.SparrowException `INPUT_UNREADABLE` if there is no such file
    public static Table table(Sparrow sc, String path) {
        return table(sc, path, CsvLook.at(sc, path, CsvOptions.DEFAULT, Optional.empty(), Optional.empty()));
    }

    static Table table(Sparrow sc, String path, CsvLook look) {
        var schema = new Schema[1];
        var rows =
                FormatSupport.<Row>read(
                        sc,
                        "csv",
                        path,
                        files -> {
                            schema[0] = FolderColumns.of(files).in(look.schema());
                            var input = new CsvInput(new InputPath(sc, "csv", path), look.options());
                            return new ColumnRows(input.source(files, look.schema()), schema[0]);
                        });
        return Tables.of(rows, schema[0]);
    }

    /// Writes a table, one file for each partition.
    static long write(Table table, String path, CsvOptions options, SaveMode mode) {
        var sink = new CsvTableSink(new CsvSink(options.sound()), table.schema().names());
        return WrittenRows.save(table, "csv", path, mode, sink);
    }

    /// How a dataset of records, maps or lists is to be written; nothing is written yet.
    public static CsvOutput write(Rdd<?> rows) {
        return new CsvOutput(rows, CsvOptions.DEFAULT, SaveMode.ERROR);
    }
}
