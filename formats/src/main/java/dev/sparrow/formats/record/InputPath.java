/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.format.InputFormat;

/// The files that a program names for a format to read; nothing is read yet.
///
/// @param format what messages call the format
/// @param path as for `textFile`
public record InputPath(Sparrow sc, String format, String path) implements DriverOnly {

    /// The dataset of what the format makes of the files.
    public <T> Rdd<T> read(InputFormat<T> source) {
        return FormatSupport.read(sc, format, path, source);
    }
}
