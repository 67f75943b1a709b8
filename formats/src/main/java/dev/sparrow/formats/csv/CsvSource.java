/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextRules;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Outcome.Wanted;
import dev.sparrow.formats.record.WantedColumns;

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
        implements BatchSource<T> {
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
    public BatchSource<T> where(ScanFilter filter) {
        return new CsvSource<>(folders.wanted(splits, filter), folders, rules, options, mapper, wanted);
    }

    /// The columns of rows that are maps, or records.
    @Override
    public BatchReader open(int partition, SourceTask task, List<String> columns) {
        var types = mapper.types();
        var here = folders.at(splits.get(partition));
        var inFile = columns.stream().filter(name -> !here.texts().containsKey(name)).toList();
        var fields = inFile.stream().map(name -> new Field(name, types.getOrDefault(name, Plain.TEXT), true)).toList();
        var values =
                new CsvSource<Object[]>(
                        splits, folders, rules, options, new RowMapper.ToValues(columns, types), wanted);
        return new WantedColumns(columns, inFile, here)
                .reader(CsvBatches.of(new Schema(fields), values.open(partition, task)));
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
