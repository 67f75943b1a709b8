/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.Sparrow;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;

/// Parquet files by their names.
public final class ParquetTables implements TableFiles {
    @Override
    public boolean reads(String path) {
        return path.endsWith(".parquet") || path.endsWith(".parquet/");
    }

    @Override
    public Table table(Sparrow sc, String path) {
        return Parquet.table(sc, path);
    }
}
