/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

/// Rows that a task had put on disk for itself are not what was written. Another attempt makes them again.
public final class SpillLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpillLost(String message, Throwable cause) {
        super(message, cause);
    }
}
