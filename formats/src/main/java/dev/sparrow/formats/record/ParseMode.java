/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

/// The treatments of records that are not as they should be. The names are Spark's.
public enum ParseMode {
    /// What cannot be read becomes null. If a component cannot be null, that is an error.
    PERMISSIVE,
    /// Such records are left out.
    DROPMALFORMED,
    /// The first one is an error.
    FAILFAST
}
