/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

/// What is known of the values of a column before they are read, perhaps about: for planners, never for answers.
/// Numbers, days and times have a least and a greatest value, in the unit of the type: dates in days since 1970, other
/// times in nanoseconds.
///
/// @param least NaN if unknown
/// @param greatest NaN if unknown
/// @param distinct how many different values there are; NaN if unknown
/// @param nullPart the part of rows that have none
public record ColumnStatistics(double least, double greatest, double distinct, double nullPart) {
    public static final ColumnStatistics UNKNOWN = new ColumnStatistics(Double.NaN, Double.NaN, Double.NaN, 0);

    public boolean hasRange() {
        return least <= greatest;
    }

    /// Whether it is known how many different values there are.
    public boolean hasDistinct() {
        return distinct > 0;
    }

    /// With so many different values at most.
    public ColumnStatistics distinctAtMost(double most) {
        return distinct > most ? new ColumnStatistics(least, greatest, Math.max(1, most), nullPart) : this;
    }

    /// Of the values in a range alone.
    ///
    /// @param part of the values that is in it
    public ColumnStatistics within(double from, double to, double part) {
        return new ColumnStatistics(
                Math.max(least, from), Math.min(greatest, to), Math.max(1, distinct * part), nullPart);
    }
}
