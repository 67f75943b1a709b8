/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Outcome;
import dev.sparrow.formats.record.Unfit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes elements of the rows of a part of a file.
final class CsvReader<T> extends Outcome<CsvRecords, T> {
    private static final Pattern NAME = Pattern.compile("\\s*[\\p{L}_][\\p{L}\\p{N}_ .()/%-]*");

    private final CsvRecords records;
    private final CsvSource<?> source;
    private final FolderColumns.Here folders;

    /// The names of the columns; null if they have none.
    private List<String> columns;

    /// How many fields a row has at least: it may leave out those behind the last column that the header names.
    private int fieldsMin;

    /// What maps the rows of the file; null until the first row.
    private RowMapper.Bound mapper;

    CsvReader(FileSplit split, SourceTask task, CsvRecords records, CsvSource<?> source) {
        super(split, task, source.wanted());
        this.records = records;
        this.source = source;
        this.folders = source.folders().at(split);
    }

    @Override
    protected CsvRecords advance() {
        if (mapper == null && !begin()) {
            return null;
        }
        return records.advance() ? records : null;
    }

    /// Whether there is anything to read.
    private boolean begin() {
        try {
            if (!findColumns()) {
                return false;
            }
            mapper = source.mapper().bind(columns, folders, source.options().patterns());
            return true;
        } catch (Unfit e) {
            throw failure(e);
        }
    }

    private boolean findColumns() throws Unfit {
        var named = source.options().columns();
        columns = named.isEmpty() ? source.mapper().unnamedColumns(folders) : named;
        fieldsMin = columns == null ? 0 : columns.size();
        if (!source.options().header()) {
            return true;
        }
        var header = records.header();
        if (header == null) {
            return false;
        }
        var names = new String[header.length];
        Arrays.setAll(names, i -> isNameless(header[i]) ? RowMapper.nameOf(i) : header[i].strip());
        columns = List.of(names);
        fieldsMin = header.length;
        while (fieldsMin > 1 && isNameless(header[fieldsMin - 1])) {
            fieldsMin--;
        }
        var seen = new HashSet<String>();
        for (var column : columns) {
            if (!seen.add(column)) {
                throw new Unfit("", values -> "the header names the column " + values.show(column) + " twice.");
            }
        }
        return true;
    }

    private static boolean isNameless(String name) {
        return name == null || name.isBlank();
    }

    @Override
    protected Object strict(CsvRecords record) throws Unfit {
        var fields = record.fields();
        try {
            return strict(fields);
        } catch (Unfit e) {
            throw perhapsNames(e, fields);
        }
    }

    private Object strict(String[] fields) throws Unfit {
        if (columns == null || fields.length == columns.size()) {
            return mapper.map(fields, false);
        }
        if (fields.length > columns.size() || fields.length < fieldsMin) {
            throw new Unfit("", "it has " + fields.length + " field(s), and there are " + columns.size() + " columns.");
        }
        return mapper.map(Arrays.copyOf(fields, columns.size()), false);
    }

    @Override
    protected Object lenient(CsvRecords record) throws Unfit {
        String[] fields;
        try {
            fields = record.fields();
        } catch (Unfit e) {
            fields = new String[columns == null ? 0 : columns.size()];
        }
        try {
            return mapper.map(columns == null ? fields : Arrays.copyOf(fields, columns.size()), true);
        } catch (Unfit e) {
            throw perhapsNames(e, fields);
        }
    }

    /// What is wrong with a row, and that it looks like names of columns, if it is the first line and does.
    private Unfit perhapsNames(Unfit bad, String[] fields) {
        var isFirst = !source.options().header() && records.line() == 1;
        var looksLikeNames =
                isFirst
                        && Stream.of(fields).allMatch(field -> field != null && NAME.matcher(field).matches())
                        && Stream.of(fields).distinct().count() == fields.length;
        return looksLikeNames
                ? new Unfit(
                        bad.column(),
                        values -> bad.reason(values) + " The first line looks like names of columns: say header(true).")
                : bad;
    }

    @Override
    protected long line() {
        return records.line();
    }

    @Override
    public void close() {
        records.close();
    }
}
