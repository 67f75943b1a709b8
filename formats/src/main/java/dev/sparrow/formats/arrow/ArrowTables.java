/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.Sparrow;
import dev.sparrow.formats.record.TableOptions;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.value.SaveMode;

import java.util.Map;

/// Arrow files by their names.
public final class ArrowTables implements TableFiles {
    @Override
    public String format() {
        return "arrow";
    }

    @Override
    public boolean reads(String path) {
        var name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return name.endsWith(".arrow") || name.endsWith(".feather");
    }

    @Override
    public Table table(Sparrow sc, String path, Map<String, String> options) {
        var _ = TableOptions.of("arrow", options);
        return ArrowFiles.table(sc, path);
    }

    @Override
    public long write(Table table, String path, Map<String, String> options, SaveMode mode) {
        var _ = TableOptions.of("arrow", options);
        return ArrowFiles.write(table, path, mode);
    }
}
