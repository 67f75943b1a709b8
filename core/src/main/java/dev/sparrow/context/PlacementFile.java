/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file `_partitioner` of a checkpoint, which says what placed its keys: `hash-1 8`, the version of the hash and
/// the number of partitions. Others than hash partitioners are not kept: they may hold anything.
///
/// Without the file, or if it says what is not understood, the keys move again, which costs time and is never wrong.
final class PlacementFile {
    private static final String NAME = "_partitioner";

    /// To be raised when a stable hash has another value than before.
    private static final String HASH = "hash-1 ";

    private PlacementFile() {}

    static void write(Path folder, Partitioner partitioner) {
        try {
            if (partitioner instanceof HashPartitioner) {
                Files.writeString(folder.resolve(NAME), HASH + partitioner.numPartitions() + "\n");
            }
        } catch (IOException _) {
            return; // the checkpoint is whole without it
        }
    }

    /// What placed the keys of a checkpoint.
    ///
    /// @return null if it is not known
    static Partitioner read(Path folder, int partitions) {
        try {
            return Files.readString(folder.resolve(NAME)).equals(HASH + partitions + "\n")
                    ? new HashPartitioner(partitions)
                    : null;
        } catch (IOException _) {
            return null;
        }
    }
}
