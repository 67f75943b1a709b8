/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.Rdd;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementSource;

import java.util.List;
import java.util.Map;

/// A reader of files with typed columns that is being configured; nothing is read yet.
public final class TypedInput implements DriverOnly {
    private final InputPath files;
    private final Source source;

    /// Makes a source of ranges of files.
    @FunctionalInterface
    public interface Source {

        /// The source of some ranges.
        ///
        /// @param type a record class, or `Map`
        <T> ElementSource<T> of(List<FileSplit> splits, FolderColumns folders, Class<?> type);
    }

    /// Made by formats.
    public TypedInput(InputPath files, Source source) {
        this.files = files;
        this.source = source;
    }

    /// Rows as records, by the names of their components; columns that no component names are left out. A component
    /// without a column is null; a primitive one cannot be, and that is an error, as is a value that its component
    /// cannot hold.
    ///
    /// @throws dev.sparrow.error.SparrowException `INVALID_ARGUMENT` for a component that such files cannot hold
    public <T> Rdd<T> as(Class<T> type) {
        ColumnLimits.requireHeld(RecordShape.of(type), files.format());
        return read(type);
    }

    /// Rows as maps from column to value, in the order of the columns; groups are maps, and lists are lists.
    public Rdd<Map<String, Object>> maps() {
        return read(Map.class);
    }

    private <T> Rdd<T> read(Class<?> type) {
        return files.read(listed -> source.<T>of(listed.blockSplits(), FolderColumns.of(listed), type));
    }
}
