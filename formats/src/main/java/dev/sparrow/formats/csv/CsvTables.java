/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.Sparrow;
import dev.sparrow.formats.record.TableOptions;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import java.util.Map;

/// CSV files by their names, packed ones too.
public final class CsvTables implements TableFiles {
    @Override
    public String format() {
        return "csv";
    }

    @Override
    public boolean reads(String path) {
        var name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var packed = Compression.ofName(name).extension();
        var plain = name.substring(0, name.length() - packed.length());
        return plain.endsWith(".csv") || plain.endsWith(".tsv");
    }

    @Override
    public Table table(Sparrow sc, String path, Map<String, String> options) {
        var given =
                TableOptions.of(
                        "csv",
                        options,
                        "header",
                        "delimiter",
                        "delim",
                        "sep",
                        "quote",
                        "nullstr",
                        "null",
                        "auto_detect");
        var csv = options(given);
        var look = CsvLook.at(sc, path, csv, given.character("delimiter", "delim", "sep"), given.bool("header"));
        return Csv.table(sc, path, look);
    }

    private static CsvOptions options(TableOptions given) {
        var csv = CsvOptions.DEFAULT.withQuote(given.character("quote").orElse(CsvOptions.DEFAULT.quote()));
        return csv.withNullValue(given.text("nullstr", "null").orElse(csv.nullValue()));
    }

    @Override
    public long write(Table table, String path, Map<String, String> options, SaveMode mode) {
        var given =
                TableOptions.of(
                        "csv",
                        options,
                        "header",
                        "delimiter",
                        "delim",
                        "sep",
                        "quote",
                        "nullstr",
                        "null",
                        "compression");
        var csv =
                options(given)
                        .withHeader(given.bool("header").orElse(true))
                        .withDelimiter(given.character("delimiter", "delim", "sep").orElse(','))
                        .withCompression(given.compression().orElse(Compression.NONE));
        return Csv.write(table, path, csv, mode);
    }
}
