/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.ElementCodec;
import dev.sparrow.storage.columnar.ElementSize;
import dev.sparrow.storage.columnar.RunEncoder;
import dev.sparrow.value.ImmutableValues;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The block of one reduce partition while it is written: frozen chunks, and the run that becomes the next one.
///
/// A run keeps references to its elements as long as all of them are immutable. From the first other element on it is
/// bytes: an element is encoded when it is written and not later, because its program may use the object again.
final class OpenBlock {
    /// About what an empty run takes.
    private static final int RUN_BYTES = 128;

    private final List<Chunk> chunks = new ArrayList<>(1);
    private List<Object> references;
    private RunEncoder encoded;
    private long runBytes;
    private int runRecords;
    private long records;
    private long bytes;

    /// Takes one more element into the run.
    ///
    /// @return by how many bytes memory has grown
    long add(Object element) {
        var before = runBytes;
        if (encoded == null && ImmutableValues.isImmutable(element)) {
            if (references == null) {
                references = new ArrayList<>();
                runBytes = RUN_BYTES;
            }
            references.add(element);
            runBytes += ElementSize.of(element);
        } else {
            encoded = encoded();
            references = null;
            encoded.write(element);
            runBytes = RUN_BYTES + (long) encoded.size();
        }
        runRecords++;
        return runBytes - before;
    }

    /// The run as bytes.
    private RunEncoder encoded() {
        if (encoded != null) {
            return encoded;
        }
        var run = ElementCodec.newRun();
        if (references != null) {
            references.forEach(run::write);
        }
        return run;
    }

    boolean hasRun() {
        return runRecords > 0;
    }

    boolean isRunFull() {
        return runBytes >= Chunk.BYTES_MAX || runRecords >= Chunk.ROWS_MAX;
    }

    /// Makes the run a chunk in memory.
    ///
    /// @return by how many bytes memory has grown, mostly a little less than 0
    long freeze() {
        var chunk =
                encoded == null
                        ? new Chunk.References(references.toArray(), runBytes)
                        : new Chunk.Encoded(encoded.toByteArray(), encoded.count());
        var grown = chunk.bytesInMemory() - runBytes;
        endRun(chunk, chunk.bytesInMemory());
        return grown;
    }

    /// Makes the run a chunk on disk.
    ///
    /// @return by how many bytes memory has grown, less than 0
    long spill(SpillFile file) throws IOException {
        var chunk = file.append(encoded());
        var grown = -runBytes;
        endRun(chunk, chunk.length());
        return grown;
    }

    private void endRun(Chunk chunk, long chunkBytes) {
        chunks.add(chunk);
        records += runRecords;
        bytes += chunkBytes;
        references = null;
        encoded = null;
        runBytes = 0;
        runRecords = 0;
    }

    /// Bytes of the run.
    long runBytes() {
        return runBytes;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /// Records of the frozen chunks.
    long records() {
        return records;
    }

    /// Bytes of the frozen chunks, wherever they are.
    long bytes() {
        return bytes;
    }
}
