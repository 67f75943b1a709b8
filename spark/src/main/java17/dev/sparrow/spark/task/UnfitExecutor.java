/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

/// Executors cannot run our programs: their Java is too old, or they do not start.
public final class UnfitExecutor extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnfitExecutor(String message) {
        super(message, null, false, false);
    }
}
