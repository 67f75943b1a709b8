/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.record.ColumnRows;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.Outcome.Wanted;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.formats.record.WrittenRows;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import java.util.Map;

/// JSON lines: a JSON object on each line. The way in.
///
/// ```java
/// Rdd<Event> events = Json.read(sc, "events/*.json.gz").as(Event.class);
/// Json.write(events).to("out");
/// ```
public final class Json {
    /// Enough to see a member that is rare, and read in a moment.
    private static final int LOOK_ROWS = 20_000;

    private Json() {}

    /// How files are to be read; nothing is read yet.
    ///
    /// @param path as for `textFile`
    public static JsonInput read(Sparrow sc, String path) {
        return new JsonInput(new InputPath(sc, "json", path), ParseMode.PERMISSIVE);
    }

    /// The files as a table. The types of the columns are found by a look at the first objects, for which a job runs; a
    /// later value that does not fit is an error. Columns that folders say, as `year=2020` does, are columns of the
    /// table.
    ///
    /// @param path as for `textFile`
    /// @throws dev.sparrow.error.SparrowException `INPUT_UNREADABLE` if there is no such file
    public static Table table(Sparrow sc, String path) {
        var seen = read(sc, path).mode(ParseMode.FAILFAST).maps().take(LOOK_ROWS);
        if (seen.isEmpty()) {
            throw SparrowException.invalidArgument(
                    "json cannot tell the columns of " + path + ": there is no object. Leave it out.");
        }
        var schema = new Schema[1];
        var rows =
                FormatSupport.<Row>read(
                        sc,
                        "json",
                        path,
                        files -> {
                            var folders = FolderColumns.of(files);
                            schema[0] = folders.in(JsonTypes.of(seen));
                            var objects =
                                    new JsonSource<Map<String, Object>>(
                                            files.splits(), folders, files.textRules(), Map.class, Wanted.FAILFAST);
                            return new ColumnRows(new JsonColumns(objects, schema[0]), schema[0]);
                        });
        return Tables.of(rows, schema[0]);
    }

    /// Writes a table, one file for each partition.
    static long write(Table table, String path, Compression compression, SaveMode mode) {
        var sink = new JsonTableSink(new JsonSink(compression), table.schema().names());
        return WrittenRows.save(table, "json", path, mode, sink);
    }

    /// How a dataset is to be written: each element as Jackson writes it, records with their components.
    public static JsonOutput write(Rdd<?> rows) {
        return new JsonOutput(rows, Compression.NONE, SaveMode.ERROR);
    }
}
