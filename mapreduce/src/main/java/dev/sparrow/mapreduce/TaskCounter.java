/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

/// The counters that every job has by itself (Dean & Ghemawat 2004, section 4.9).
public enum TaskCounter {
    MAP_INPUT_RECORDS,
    MAP_OUTPUT_RECORDS,
    /// Records on which a mapper failed twice.
    MAP_SKIPPED_RECORDS,
    COMBINE_INPUT_RECORDS,
    COMBINE_OUTPUT_RECORDS,
    /// Calls of the reducer.
    REDUCE_INPUT_GROUPS,
    REDUCE_INPUT_RECORDS,
    REDUCE_OUTPUT_RECORDS,
    /// Keys on which a reducer failed twice.
    REDUCE_SKIPPED_GROUPS
}
