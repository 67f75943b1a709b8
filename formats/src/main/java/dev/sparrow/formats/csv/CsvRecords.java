/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.formats.record.Unfit;

/// The records of a part of a file, as fields.
interface CsvRecords extends AutoCloseable {

    /// The fields of the header, which is no record; null if the file is empty.
    String[] header() throws Unfit;

    /// Goes to the next record that is not blank.
    ///
    /// @return whether there is one
    boolean advance();

    /// The fields of the record.
    ///
    /// @throws Unfit if it is not CSV
    String[] fields() throws Unfit;

    /// Where the record begins, from 1.
    long line();

    @Override
    void close();
}
