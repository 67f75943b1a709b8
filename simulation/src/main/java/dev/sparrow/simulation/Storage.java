/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

import java.util.List;

/// The log on the disk of one node: records that are appended, forced and, after a crash, read back.
public interface Storage {
    /// Appends a record. A crash may lose it, or leave a torn part of it, until it is forced.
    void append(Record record);

    /// Makes all that was appended durable.
    void force();

    /// Puts these records in place of everything, durable, in one step that a crash cannot split.
    void rewrite(List<? extends Record> records);

    /// What is there, in the order of writing. A torn last record is given once, and then is gone: what is written next
    /// comes in its place.
    List<Stored> read();
}
