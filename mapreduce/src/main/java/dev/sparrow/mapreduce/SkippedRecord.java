/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;

/// A record, or a key with its values, that was left out because the function failed on it twice (Dean & Ghemawat 2004,
/// section 4.6).
///
/// @param phase of the task that left it out
/// @param position where it stands
/// @param failure what the function said the second time
public record SkippedRecord(Phase phase, Position position, String failure)
        implements Comparable<SkippedRecord>, Serializable {
    @Override
    public int compareTo(SkippedRecord other) {
        return phase != other.phase ? phase.compareTo(other.phase) : position.compareTo(other.position);
    }

    @Override
    public String toString() {
        return phase + " " + position + ": " + failure;
    }
}
