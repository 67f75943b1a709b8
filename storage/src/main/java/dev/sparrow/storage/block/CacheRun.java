/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.ElementCodec;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.RunEncoder;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.ImmutableValues;

import java.io.IOException;

/// The elements that become the next chunk of a kept partition.
///
/// They are columns of the narrowest kind that all of them fit, of copies if they can change and [ElementCopy] can copy
/// them. From the first other element on they are bytes: it is encoded when it is written and not later, because its
/// program may use it again.
final class CacheRun {
    private BatchBuilder columns;
    private RunEncoder encoded;

    /// Whether readers need copies.
    private boolean changeable;

    private long rowBytes;
    private long bytes;
    private int rows;

    /// About what it takes of memory.
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    boolean isFull() {
        return bytes >= Chunk.BYTES_MAX || rows >= Chunk.ROWS_MAX;
    }

    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    void add(Object element) {
        var immutable = ImmutableValues.isImmutable(element);
        var kept = encoded != null || immutable ? element : ElementCopy.of(element);
        if (encoded == null && kept != ElementCopy.NONE) {
            changeable |= !immutable;
            addToColumns(kept);
        } else {
            encoded = encoded();
            columns = null;
            encoded.write(element);
            bytes = encoded.size();
        }
        rows++;
    }

    private void addToColumns(Object element) {
        if (columns == null) {
            begin(Kind.of(element));
        }
        if (!columns.append(element)) {
            widen(columns.kind().widened(element));
            columns.append(element);
        }
        bytes += rowBytes > 0 ? rowBytes : ElementSize.of(element);
    }

    /// Adds rows of one kind. Rows with objects are looked at one by one, for objects may change.
    void add(Window window) {
        if (encoded == null && rowBytes(window.kind()) > 0 && (columns == null || fits(window))) {
            if (columns == null) {
                begin(window.kind());
            }
            columns.append(window);
            bytes += rowBytes * window.size();
            rows += window.size();
        } else {
            for (var row = 0; row < window.size(); row++) {
                add(window.get(row));
            }
        }
    }

    private boolean fits(Window window) {
        return columns.kind().equals(window.kind());
    }

    private void begin(Kind kind) {
        columns = new BatchBuilder(kind);
        rowBytes = rowBytes(kind);
    }

    private void widen(Kind kind) {
        var narrow = columns.build();
        begin(kind);
        bytes = 0;
        narrow.elements()
                .forEachRemaining(element -> {
                    columns.append(element);
                    bytes += rowBytes > 0 ? rowBytes : ElementSize.of(element);
                });
    }

    /// What a row takes, 0 if it depends on objects.
    private static long rowBytes(Kind kind) {
        var bytes = 0;
        for (var leaf : kind.leafKinds()) {
            switch (leaf) {
                case BOOLEAN, BYTE -> bytes += Byte.BYTES;
                case SHORT, CHAR -> bytes += Short.BYTES;
                case INT, FLOAT -> bytes += Integer.BYTES;
                case LONG, DOUBLE -> bytes += Long.BYTES;
                case OBJECT -> {
                    return 0;
                }
            }
        }
        return bytes;
    }

    private RunEncoder encoded() {
        return encoded != null ? encoded : columns == null ? ElementCodec.newRun() : encode(columns.build());
    }

    private static RunEncoder encode(Batch batch) {
        var run = ElementCodec.newRun();
        batch.elements().forEachRemaining(run::write);
        return run;
    }

    /// What was added as a chunk in memory. The run is not to be used any more.
    Chunk freeze() {
        if (encoded != null) {
            return new Chunk.Encoded(encoded.toByteArray(), encoded.count());
        }
        return changeable ? new Chunk.Copied(columns.build(), bytes) : new Chunk.Columns(columns.build(), bytes);
    }

    /// What was added as a chunk on disk. The run is not to be used any more.
    Chunk.Spilled spill(SpillFile file) throws IOException {
        return file.append(encoded());
    }

    /// Copies a chunk to disk.
    static Chunk.Spilled spill(Chunk chunk, SpillFile file) throws IOException, SpillFile.Damaged {
        return chunk instanceof Chunk.Spilled spilled
                ? file.append(encode(spilled.batch()))
                : file.append(encode(chunk.batch()));
    }
}
