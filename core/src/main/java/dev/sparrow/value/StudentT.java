/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

/// Student's distribution: how many standard errors to allow for, when the error itself is known from few values only.
public final class StudentT {
    /// Beyond it the distribution is as good as normal, and the sums below get long.
    private static final int DEGREES_MAX = 1_000;

    private StudentT() {}

    /// The `t` for which a value lies within `-t` and `t` with a given probability.
    ///
    /// @param confidence from 0, less than 1
    /// @param degrees of freedom, from 1
    public static double bound(double confidence, int degrees) {
        var low = 0.0;
        var high = 1.0;
        while (within(high, degrees) < confidence && high < 1e12) {
            high *= 2;
        }
        for (var i = 0; i < 80; i++) {
            var middle = (low + high) / 2;
            if (within(middle, degrees) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    private static double within(double t, int degreesOfAny) {
        var degrees = Math.min(degreesOfAny, DEGREES_MAX);
        var angle = Math.atan(t / Math.sqrt(degrees));
        var sine = Math.sin(angle);
        var squaredCosine = Math.cos(angle) * Math.cos(angle);
        var odd = degrees % 2 == 1;
        var term = odd ? Math.cos(angle) : 1.0;
        var sum = 0.0;
        for (var k = odd ? 3 : 2; k <= degrees; k += 2) {
            sum += term;
            term *= squaredCosine * (k - 1) / k;
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
