/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementSink;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.storage.columnar.ElementFile;
import dev.sparrow.storage.columnar.ElementInput;
import dev.sparrow.storage.serialization.ReadableClasses;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;

/// The file of one partition of a checkpoint: eight bytes by which such files are known, the number of the partition,
/// and elements as [ElementFile] writes them.
public final class CheckpointFile {
    private static final byte[] MAGIC = {'S', 'P', 'A', 'R', 'R', 'O', 'W', '4'};
    private static final int HEAD_BYTES = MAGIC.length + Integer.BYTES;

    private CheckpointFile() {}

    /// What makes the file of a partition.
    public static ElementSink<Object> sink(int partition) {
        return new ElementFile(ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).putInt(partition).array());
    }

    /// The elements. What is not what was written is an error that names the file, before an element of it is given
    /// out.
    public static ElementInput read(
            SourceData.Checkpoint checkpoint, int partition, Label label, TaskCounters counters) {
        var file = checkpoint.file(partition);
        try {
            var source =
                    new BufferedInputStream(
                            new CountedFile.Stream(new FileInputStream(file), counters.fileBytesRead), 1 << 16);
            var elements =
                    new ElementInput(
                            source,
                            ReadableClasses.of(checkpoint.classes()),
                            (code, problem, cause) -> failed(code, file, label, problem, cause));
            requireHead(elements, partition);
            return elements;
        } catch (FileNotFoundException e) {
            throw failed(ErrorCode.INPUT_UNREADABLE, file, label, "it is missing or may not be read.", e);
        }
    }

    private static void requireHead(ElementInput elements, int partition) {
        elements.requireMagic(MAGIC, "it does not begin as one");
        var found = elements.head(Integer.BYTES).getInt();
        if (found != partition) {
            throw elements.damaged("it holds partition " + found + " and not " + partition, MAGIC.length);
        }
    }

    private static SparrowException failed(ErrorCode code, String file, Label label, String problem, Exception cause) {
        return new SparrowException(
                code,
                label
                        + " cannot read "
                        + file
                        + " of its checkpoint: "
                        + problem
                        + " What the dataset was made from is not known any more, so it must be made anew by a program.",
                cause);
    }
}
