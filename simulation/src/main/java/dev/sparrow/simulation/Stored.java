/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

/// A record as it is read back from disk when a node starts.
///
/// @param record what was written, or what the disk has made of it
/// @param intact whether it is as its checksum says. A damaged last record was torn by a crash: it was never durable. A
///   damaged one before others was durable once, and must not be skipped
public record Stored(Record record, boolean intact) {
    /// A record as it was written.
    public Stored(Record record) {
        this(record, true);
    }
}
