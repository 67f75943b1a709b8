/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.io.IOException;
import java.io.Serializable;

/// Reads the elements of a dataset from files. It travels to the tasks, which all see it as it was at submission.
///
/// @param <T> the type of the elements
public interface ElementSource<T> extends Serializable {

    /// From 0; each is read by one task.
    int partitions();

    /// For `explain`, such as `csv of 3 file(s) in 5 split(s)`.
    String describe();

    /// The elements of a partition: the same ones in the same order, however often it is opened.
    ElementReader<T> open(int partition, SourceTask task) throws IOException;
}
