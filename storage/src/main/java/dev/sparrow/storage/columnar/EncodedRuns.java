/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.serialization.ElementCodec;
import dev.sparrow.storage.serialization.ReadableClasses;
import dev.sparrow.storage.serialization.RunEncoder;

import java.util.ArrayList;
import java.util.List;

/// Elements as bytes, in runs of as many as a window has rows, so that a window is read without what comes before it.
final class EncodedRuns {
    private final List<RunEncoder> runs = new ArrayList<>();
    private long finishedBytes;

    void write(Object element) {
        if (runs.isEmpty() || runs.getLast().count() == Window.ROWS) {
            finishedBytes = bytes();
            runs.add(ElementCodec.newRun());
        }
        runs.getLast().write(element);
    }

    long bytes() {
        return runs.isEmpty() ? 0 : finishedBytes + runs.getLast().size();
    }

    Codec addTo(BufferParts parts) {
        for (var run : runs) {
            parts.add(Kind.Leaf.BYTE, run.toByteArray(), run.size());
        }
        return new Codec.Encoded(runs.size(), ReadableClasses.ALL);
    }
}
