/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.io.Serializable;

/// A process, or a part of this one, that runs tasks.
///
/// @param value its name
/// @param epoch which life of it: one that comes back under its name is another executor, with a greater epoch
public record ExecutorId(String value, long epoch) implements Comparable<ExecutorId>, Serializable {
    /// The first life of an executor.
    public ExecutorId(String value) {
        this(value, 0);
    }

    /// Of what [#toString] gives; any other text is the name of an executor in its first life.
    public static ExecutorId of(String text) {
        var colon = text.lastIndexOf(':');
        var epoch = text.substring(colon + 1);
        return colon > 0 && epoch.matches("[1-9][0-9]{0,17}")
                ? new ExecutorId(text.substring(0, colon), Long.parseLong(epoch))
                : new ExecutorId(text);
    }

    @Override
    public int compareTo(ExecutorId other) {
        var byValue = value.compareTo(other.value);
        return byValue != 0 ? byValue : Long.compare(epoch, other.epoch);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorId(var itsValue, var itsEpoch) && epoch == itsEpoch && value.equals(itsValue);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + Long.hashCode(epoch);
    }

    /// Such as `e1`, and `e1:2` for its third life.
    @Override
    public String toString() {
        return epoch == 0 ? value : value + ":" + epoch;
    }
}
