/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.value.Compression;

/// A writer of a dataset as JSON lines that is being configured. Each method returns a new one; [#to] writes.
public final class JsonOutput implements DriverOnly {
    private final Rdd<?> rows;
    private final Compression compression;

    JsonOutput(Rdd<?> rows, Compression compression) {
        this.rows = rows;
        this.compression = compression;
    }

    /// How files are packed; else not.
    public JsonOutput compression(Compression chosen) {
        return new JsonOutput(rows, chosen);
    }

    /// Writes the dataset.
    ///
    /// @param path a folder that does not exist yet
    public void to(String path) {
        FormatSupport.save(rows, "json", path, new JsonSink(compression));
    }
}
