/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.io.IOException;
import java.util.List;

/// Reads the columns of a dataset from files, beside its elements: for who computes with columns, no record is made.
///
/// @param <T> the type of the elements
public interface BatchSource<T> extends ElementSource<T> {

    /// The columns of a partition: the same rows in the same order as its elements.
    ///
    /// @param columns the names of those wanted, in order; a name that a file does not have is an error
    BatchReader open(int partition, SourceTask task, List<String> columns) throws IOException;

    /// A source of the same rows but for some that nobody wants: it leaves out files by what their folders say, and
    /// parts of files by bounds that stand in them, as far as the format has such.
    default BatchSource<T> where(ScanFilter filter) {
        return this;
    }
}
