/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Packs and unpacks bytes. Gzip is always there; others come from the class path as services.
public interface CompressionCodec {

    Compression compression();

    /// The bytes that `packed` holds. What is damaged or cut short is an exception, never an early end.
    InputStream decompress(InputStream compressed) throws IOException;

    /// Closing it ends the packed bytes, and closes `target`.
    OutputStream compress(OutputStream target) throws IOException;
}
