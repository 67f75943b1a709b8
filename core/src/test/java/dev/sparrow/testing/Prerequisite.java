/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine: root, a browser, files that only Linux has. Where it is missing, the test is
/// skipped for people, with one line that names it; continuous integration (`CI=true` in the environment) has to have
/// it, so there the test fails.
public final class Prerequisite {
    private Prerequisite() {}

    public static void require(boolean met, String what) {
        require(met, what, "true".equals(System.getenv("CI")));
    }

    static void require(boolean met, String what, boolean continuousIntegration) {
        if (met) {
            return;
        }
        if (continuousIntegration) {
            throw new AssertionError("This machine lacks " + what + ", which CI must have.");
        }
        Assumptions.abort("This machine lacks " + what + ".");
    }
}
