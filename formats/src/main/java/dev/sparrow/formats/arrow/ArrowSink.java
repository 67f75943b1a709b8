/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.formats.record.RowForm;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;

/// Rows as Arrow files.
record ArrowSink<T>(RowForm<T> rows) implements ElementSink<T> {
    @Override
    public String extension() {
        return ".arrow";
    }

    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public ElementWriter<T> open(OutputStream target) throws IOException {
        return new ArrowRowWriter<>(rows, target);
    }
}
