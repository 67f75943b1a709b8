/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

/// What a save does where something is at its path already.
public enum SaveMode {
    /// It is refused.
    ERROR,
    /// What an earlier save wrote there is replaced: it stays whole until the new files are. Also a dataset that was
    /// read from there can be saved so.
    OVERWRITE,
    /// New files are added, which readers find all at once, behind those that are there. No file of an earlier save is
    /// touched.
    APPEND
}
