/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.util.Locale;

/// The compressions of files. Written files are named by it, and files are read by their names.
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    /// Zstandard.
    ZSTD(".zst"),
    /// The frame format of LZ4.
    LZ4(".lz4");

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /// How names of such files end.
    public String extension() {
        return extension;
    }

    /// By the end of the name, in capitals or not.
    public static Compression ofName(String file) {
        var name = file.toLowerCase(Locale.ROOT);
        for (var compression : values()) {
            if (compression != NONE && name.endsWith(compression.extension)) {
                return compression;
            }
        }
        return NONE;
    }
}
