/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

/// What an executor asks its driver for, beside the stream of messages. The answers are bytes.
public sealed interface DriverRequest {

    /// A [StageCode], a slice, a file or a jar.
    ///
    /// @param hash of its bytes
    record Content(String hash) implements DriverRequest {}

    /// What the parents of a stage made: a [TaskInputs].
    ///
    /// @param version the oldest that will do
    record Inputs(StageId stage, int version) implements DriverRequest {}

    /// A piece of the value of a broadcast, all of which make a [SnapshotForm].
    ///
    /// @param index of the piece, from 0; one that has less than [#PIECE_BYTES] is the last
    record BroadcastPiece(long id, int index) implements DriverRequest {

        /// What a piece has.
        public static final int PIECE_BYTES = 4 << 20;
    }

    /// The unit of the shell that a class is part of.
    ///
    /// @param className with slashes
    record UnitOf(String className) implements DriverRequest {}

    /// A unit of the shell, by its hash.
    record Unit(String hash) implements DriverRequest {}

    /// Whether a partition was ever cached; nothing if not.
    record EverCached(CacheId cache, int partition) implements DriverRequest {}

    /// The executors that hold a cached partition.
    record Holders(CacheId cache, int partition) implements DriverRequest {}

    /// Where an executor answers [ExecutorRequest]s, such as `10.0.0.7:40123`; nothing if it is gone.
    record AddressOf(ExecutorId executor) implements DriverRequest {}
}
