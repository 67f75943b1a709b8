/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.file.FileSplit;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/// Reads the elements of a dataset from files. It travels to the tasks, which all see it as it was at submission.
///
/// @param <T> the type of the elements
public interface ElementSource<T> extends Serializable {

    /// The range of a file that each partition reads; empty if partitions are no such ranges.
    List<FileSplit> splits();

    /// How many there are; each is read by one task.
    default int partitions() {
        return splits().size();
    }

    /// For `explain`.
    default String describe() {
        var files = splits().stream().map(FileSplit::path).distinct().count();
        return files + " file(s) in " + splits().size() + " split(s)";
    }

    /// The elements of a partition: the same ones in the same order, however often it is opened.
    ElementReader<T> open(int partition, SourceTask task) throws IOException;
}
