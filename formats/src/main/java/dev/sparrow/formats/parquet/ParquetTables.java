/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.Sparrow;
import dev.sparrow.formats.record.TableOptions;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import java.util.Map;

/// Parquet files by their names.
public final class ParquetTables implements TableFiles {
    @Override
    public String format() {
        return "parquet";
    }

    @Override
    public boolean reads(String path) {
        return path.endsWith(".parquet") || path.endsWith(".parquet/");
    }

    @Override
    public Table table(Sparrow sc, String path, Map<String, String> options) {
        var _ = TableOptions.of("parquet", options);
        return Parquet.table(sc, path);
    }

    @Override
    public long write(Table table, String path, Map<String, String> options, SaveMode mode) {
        var given = TableOptions.of("parquet", options, "compression", "codec");
        return Parquet.write(table, path, given.compression().orElse(Compression.ZSTD), mode);
    }
}
