/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.io.Serializable;

/// An estimate.
///
/// @param mean the likeliest value
/// @param confidence the probability that the value lies within the bounds, from 0 to 1; 1 if it is exact
/// @param low may be infinite
/// @param high may be infinite
public record BoundedDouble(double mean, double confidence, double low, double high) implements Serializable {

    /// A value that is known.
    public static BoundedDouble exactly(double value) {
        return new BoundedDouble(value, 1, value, value);
    }

    @Override
    public String toString() {
        return "[" + low + ", " + mean + ", " + high + "]";
    }
}
