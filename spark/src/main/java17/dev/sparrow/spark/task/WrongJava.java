/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

/// An executor runs a Java that is too old for our programs.
public final class WrongJava extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongJava(String message) {
        super(message, null, false, false);
    }
}
