/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

/// A record that is not as it should be.
///
/// @param file its path
/// @param line in the file, from 1, where the record begins
/// @param column the column that is wrong; empty if it is the record as a whole
/// @param reason what is wrong
public record BadRecord(String file, long line, String column, String reason) {
    @Override
    public String toString() {
        return file + ":" + line + (column.isEmpty() ? "" : ", column " + column) + ": " + reason;
    }
}
