/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.file.FileListing;
import dev.sparrow.file.FileSplit;

import java.util.List;

/// The files that a dataset is read from, as they are now, and how the context wants them read.
///
/// @param minPartitions the number of partitions to have at least, where files can be cut
/// @param splitBytesMax the largest part for one task, where files can be cut
/// @param slots tasks that run at once
public record InputFiles(FileListing listing, int minPartitions, long splitBytesMax, int slots, TextRules textRules) {

    /// Each file as one whole range, in the order of their paths.
    public List<FileSplit> whole() {
        return listing.files();
    }

    /// Whole files dealt out to tasks, several small ones to each.
    public List<List<FileSplit>> groups() {
        return listing.groups(minPartitions, splitBytesMax, slots);
    }

    /// Ranges of files for a format that finds the first record of a range: lines, or records of equal length.
    public List<FileSplit> splits() {
        return listing.splits(minPartitions, splitBytesMax, slots);
    }

    /// Ranges of files for a format of blocks that are each read as a whole, by the range that holds a certain byte of
    /// the block. Ranges of less than a few megabytes would mostly hold none.
    public List<FileSplit> blockSplits() {
        return listing.blockSplits(splitBytesMax, slots);
    }
}
