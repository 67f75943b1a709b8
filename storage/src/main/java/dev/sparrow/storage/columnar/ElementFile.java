/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;

/// A file of elements as [ElementOutput] writes them, behind a head by which such files are known.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ElementFile(byte[] head) implements ElementSink<Object> {
    @Override
    public String extension() {
        return "";
    }

    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public ElementWriter<Object> open(OutputStream target) throws IOException {
        target.write(head);
        return new ElementOutput(target);
    }
}
