/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification;

/// How long a verification takes.
public enum Tier {
    /// Every build: a minute or two.
    C(50),
    /// By hand, half an hour or so.
    N(1),
    /// Before a release: ten times that.
    X(1);

    private final int divisor;

    Tier(int divisor) {
        this.divisor = divisor;
    }

    /// How many runs this is, if N is so many.
    public int runs(int runsOfN) {
        return this == X ? 10 * runsOfN : Math.max(1, runsOfN / divisor);
    }
}
