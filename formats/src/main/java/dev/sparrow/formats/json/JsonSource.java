/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextRules;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Outcome.Wanted;

import java.util.List;

/// JSON objects, one on each line.
///
/// @param type a record class, or `Map`
/// @param <T> that type
record JsonSource<T>(List<FileSplit> splits, FolderColumns folders, TextRules rules, Class<?> type, Wanted wanted)
        implements ElementSource<T> {
    /// The same but for files whose folders say that nobody wants them.
    JsonSource<T> where(ScanFilter filter) {
        return new JsonSource<>(folders.wanted(splits, filter), folders, rules, type, wanted);
    }

    @Override
    public ElementReader<T> open(int partition, SourceTask task) {
        return new JsonReader<>(splits.get(partition), task, this);
    }
}
