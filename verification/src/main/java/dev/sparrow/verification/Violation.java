/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification;

/// A run has shown what must never be.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Violation(String message) {
        super(message);
    }

    /// Demands something.
    ///
    /// @param message a form for `String.format`, used only if the demand is not met
    // Error Prone's annotation would be a library more; a wrong form shows in the first violation.
    @SuppressWarnings("AnnotateFormatMethod")
    public static void unless(boolean met, String message, Object... values) {
        if (!met) {
            throw new Violation(message.formatted(values));
        }
    }
}
