/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

/// A writer of a dataset as JSON lines that is being configured. Each method returns a new one; [#to] writes.
public final class JsonOutput implements DriverOnly {
    private final Rdd<?> rows;
    private final Compression compression;
    private final SaveMode mode;

    JsonOutput(Rdd<?> rows, Compression compression, SaveMode mode) {
        this.rows = rows;
        this.compression = compression;
        this.mode = mode;
    }

    /// How files are packed; else not.
    public JsonOutput compression(Compression chosen) {
        return new JsonOutput(rows, chosen, mode);
    }

    /// What happens if the folder exists already; else [SaveMode#ERROR].
    public JsonOutput mode(SaveMode chosen) {
        return new JsonOutput(rows, compression, chosen);
    }

    /// Writes the dataset.
    ///
    /// @param path a folder, which [#mode] says if it may exist already
    public void to(String path) {
        FormatSupport.save(rows, "json", path, mode, new JsonSink(compression));
    }
}
