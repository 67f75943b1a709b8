/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementSource;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A source of data from outside.
public sealed interface SourceData extends Serializable {

    int partitions();

    /// The range of a file that each partition reads; empty if partitions are no such ranges.
    default List<FileSplit> splits() {
        return List.of();
    }

    /// Where a partition is: hosts and executors, by name; empty if that does not matter.
    default List<String> preferredLocations(int partition) {
        return List.of();
    }

    /// Whether that matters for some partition.
    default boolean isSomewhere() {
        return false;
    }

    /// Elements that the program holds, in slices; each task gets its own copy of what is mutable in them.
    ///
    /// @param locations where each slice would rather be read; empty if that does not matter
    record Slices(List<List<Object>> slices, List<List<String>> locations) implements SourceData {

        /// Cuts a copy of `elements` into runs of nearly equal length: run `p` begins at `p * size / partitions`.
        ///
        /// @param elements may hold null
        public static Slices of(List<?> elements, int partitions) {
            var copy = Collections.unmodifiableList(new ArrayList<Object>(elements));
            var slices = new ArrayList<List<Object>>(partitions);
            for (var p = 0; p < partitions; p++) {
                slices.add(copy.subList(border(copy.size(), p, partitions), border(copy.size(), p + 1, partitions)));
            }
            return new Slices(List.copyOf(slices), List.of());
        }

        /// A slice for each element, with where it would rather be read; an empty one if there is no element.
        public static Slices at(List<? extends Tuple2<?, ? extends List<String>>> elements) {
            if (elements.isEmpty()) {
                return of(elements, 1);
            }
            return new Slices(
                    elements.stream().map(element -> Collections.<Object>singletonList(element._1())).toList(),
                    elements.stream().map(element -> List.<String>copyOf(element._2())).toList());
        }

        private static int border(int size, int partition, int partitions) {
            return (int) ((long) partition * size / partitions);
        }

        @Override
        public int partitions() {
            return slices.size();
        }

        @Override
        public List<String> preferredLocations(int partition) {
            return isSomewhere() ? locations.get(partition) : List.of();
        }

        @Override
        public boolean isSomewhere() {
            return !locations.isEmpty();
        }
    }

    /// The longs `start, start + step, …`, `count` of them; partition `p` begins at index `p * count / partitions`.
    ///
    /// @param step not 0
    /// @param count from 0; the last element fits a `long`
    record LongRange(long start, long step, long count, int partitions) implements SourceData {

        /// The index of the first element of a partition; for `partition == partitions()` the count.
        public long firstIndex(int partition) {
            // The floor of count * partition / partitions, without the product, which may be too large.
            return count / partitions * partition + count % partitions * partition / partitions;
        }
    }

    /// Lines of text, by byte ranges of files. A line belongs to the split that holds its first byte.
    ///
    /// Lines end with LF, CR LF or CR; the last one may have no end. A UTF-8 byte order mark at the start of a file is
    /// no part of the text of its first line, which begins at byte 0 all the same. A file of nothing else has no line.
    ///
    /// @param lineBytesMax longer lines are an error
    record Text(List<FileSplit> splits, Malformed malformed, long lineBytesMax) implements SourceData {
        @Override
        public int partitions() {
            return splits.size();
        }
    }

    /// Whole files as pairs of path and text (without a byte order mark), some files to each partition.
    record WholeText(List<List<FileSplit>> files, Malformed malformed) implements SourceData {
        @Override
        public int partitions() {
            return files.size();
        }
    }

    /// Whatever a format reads.
    record Format(ElementSource<?> source) implements SourceData {
        @Override
        public int partitions() {
            return source.partitions();
        }

        @Override
        public List<FileSplit> splits() {
            return source.splits();
        }
    }

    /// What was written of a dataset: a file `part-00000`, … for each partition.
    ///
    /// @param reliable whether it outlives the process
    /// @param classes whose objects are read, as `sparrow.files.classes` says
    /// @param partitioner what placed the keys; null if that is not known
    record Checkpoint(String folder, int partitions, boolean reliable, String classes, Partitioner partitioner)
            implements SourceData {

        /// The file of a partition.
        public String file(int partition) {
            return Path.of(folder, String.format(Locale.ROOT, "part-%05d", partition)).toString();
        }
    }

    /// What to do with bytes that are not UTF-8: put U+FFFD in their place and count them, or fail.
    enum Malformed {
        REPLACE,
        FAIL
    }
}
