/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

/// The two kinds of tasks.
public enum Phase {
    MAP,
    REDUCE
}
