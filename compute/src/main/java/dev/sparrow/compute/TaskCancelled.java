/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

/// Thrown through user code to end a cancelled attempt.
public final class TaskCancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TaskCancelled() {
        super("cancelled", null, false, false);
    }
}
