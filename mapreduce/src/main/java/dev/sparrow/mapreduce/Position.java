/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;

/// The place of a record: the how-manieth it is of its split. Prints as `split:record`.
///
/// @param split the number of the map task, or of the reduce task for groups of values
/// @param record from 0
public record Position(int split, long record) implements Comparable<Position>, Serializable {
    @Override
    public int compareTo(Position other) {
        return split != other.split ? Integer.compare(split, other.split) : Long.compare(record, other.record);
    }

    @Override
    public String toString() {
        return split + ":" + record;
    }
}
