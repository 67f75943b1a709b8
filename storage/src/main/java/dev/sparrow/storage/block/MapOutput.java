/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.ShuffleId;

import java.io.Serializable;

/// The output of a map task: where its blocks are found, and how large they are.
///
/// @param executor whose store holds it
public record MapOutput(ExecutorId executor, Id id, BlockSizes sizes) implements Serializable {

    /// Which output it is.
    ///
    /// @param mapPartition the partition of the map stage that it was made of
    /// @param number unique in the store that holds it
    public record Id(ShuffleId shuffle, int mapPartition, AttemptId attempt, long number) implements Serializable {}

    public ShuffleId shuffle() {
        return id.shuffle();
    }

    public int mapPartition() {
        return id.mapPartition();
    }

    public AttemptId attempt() {
        return id.attempt();
    }
}
