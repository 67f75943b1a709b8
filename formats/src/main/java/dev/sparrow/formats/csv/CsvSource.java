/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextRules;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Outcome.Wanted;

import java.util.List;

/// Rows of CSV files. Where no field holds a line end, files are cut between lines, and each line is a row or a bad
/// row, however the files are cut.
///
/// @param <T> what the mapper makes of rows
record CsvSource<T>(
        List<FileSplit> splits,
        FolderColumns folders,
        TextRules rules,
        CsvOptions options,
        RowMapper mapper,
        Wanted wanted)
        implements ElementSource<T> {
    CsvSource(InputFiles files, CsvOptions options, RowMapper mapper, Wanted wanted) {
        this(
                options.multiLine() ? files.whole() : files.splits(),
                FolderColumns.of(files),
                files.textRules(),
                options,
                mapper,
                wanted);
    }

    @Override
    public ElementReader<T> open(int partition, SourceTask task) {
        var split = splits.get(partition);
        var records =
                options.multiLine()
                        ? new MultiLineRecords(split, task, rules, options)
                        : new LineRecords(split, task, rules, options);
        return new CsvReader<>(split, task, records, this);
    }
}
