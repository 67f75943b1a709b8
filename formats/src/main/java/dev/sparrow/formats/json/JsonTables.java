/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.Sparrow;
import dev.sparrow.formats.record.TableOptions;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import java.util.Map;

/// Files of JSON lines by their names, packed ones too.
public final class JsonTables implements TableFiles {
    @Override
    public String format() {
        return "json";
    }

    @Override
    public boolean reads(String path) {
        var name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var packed = Compression.ofName(name).extension();
        var plain = name.substring(0, name.length() - packed.length());
        return plain.endsWith(".json") || plain.endsWith(".jsonl") || plain.endsWith(".ndjson");
    }

    @Override
    public Table table(Sparrow sc, String path, Map<String, String> options) {
        var _ = TableOptions.of("json", options);
        return Json.table(sc, path);
    }

    @Override
    public long write(Table table, String path, Map<String, String> options, SaveMode mode) {
        var given = TableOptions.of("json", options, "compression");
        return Json.write(table, path, given.compression().orElse(Compression.NONE), mode);
    }
}
