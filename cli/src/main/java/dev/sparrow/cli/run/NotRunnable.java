/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.run;

/// A program cannot be started; the message says all.
public final class NotRunnable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotRunnable(String message) {
        super(message);
    }
}
