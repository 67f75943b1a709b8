/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/// Writes the elements of a partition into a file. The engine makes the file, packs its bytes, brings them to disk, and
/// lets the file appear only if all went well.
///
/// @param <T> the type of the elements
public interface ElementSink<T> extends Serializable {

    /// How names of files end before the extension of the compression: `.csv`, or nothing.
    String extension();

    /// How whole files are packed; what a format packs within itself is its own concern.
    Compression compression();

    /// Begins a file.
    ///
    /// @param target buffered; closing it only flushes
    ElementWriter<T> open(OutputStream target) throws IOException;
}
