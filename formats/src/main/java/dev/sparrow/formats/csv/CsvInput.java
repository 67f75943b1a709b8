/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.Rdd;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.JavaForm;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.formats.record.BadRecord;
import dev.sparrow.formats.record.Inference;
import dev.sparrow.formats.record.InputPath;
import dev.sparrow.formats.record.Outcome.Wanted;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.formats.record.RecordShape;
import dev.sparrow.formats.record.TextForm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A reader of CSV files that is being configured; nothing is read before it becomes a dataset. Each method returns a
/// new one; [#as], [#maps] and [#rows] make datasets.
///
/// Blank lines are no rows. A row is *bad* if it is not CSV, has more or fewer fields than there are columns, or a
/// field that does not say exactly a value of its component; see [#mode]. A field without quotes that is empty is null,
/// `""` is not.
public final class CsvInput implements DriverOnly {
    private final InputPath files;
    private final CsvOptions options;

    CsvInput(InputPath files, CsvOptions options) {
        this.files = files;
        this.options = options;
    }

    private CsvInput with(CsvOptions changed) {
        return new CsvInput(files, changed);
    }

    /// Whether the first line of each file that is not blank names its columns; not so if nothing is said. Files may
    /// have their columns in different orders. A column without a name is called by its place, from `_c0`.
    public CsvInput header(boolean present) {
        return with(options.withHeader(present));
    }

    /// Names the columns in order, for files without a header.
    public CsvInput columns(String... names) {
        return with(options.withColumns(List.of(names)));
    }

    /// What stands between fields; else a comma.
    public CsvInput delimiter(char delimiter) {
        return with(options.withDelimiter(delimiter));
    }

    /// What stands around fields; else `"`.
    public CsvInput quote(char quote) {
        return with(options.withQuote(quote));
    }

    /// How dates are written: a pattern of `DateTimeFormatter`, such as `dd.MM.yyyy`; else as `2024-02-29`. Names of
    /// months and days are English.
    public CsvInput dateFormat(String pattern) {
        return with(options.withPatterns(options.patterns().withDate(pattern)));
    }

    /// How times of a day are written, such as `HH:mm`; else as `10:00:00`.
    public CsvInput timeFormat(String pattern) {
        return with(options.withPatterns(options.patterns().withTime(pattern)));
    }

    /// How dates with a time are written, such as `dd.MM.yyyy HH:mm`; else as `2024-02-29T10:00:00`. Instants are in
    /// UTC where the pattern has no offset.
    public CsvInput timestampFormat(String pattern) {
        return with(options.withPatterns(options.patterns().withTimestamp(pattern)));
    }

    /// What stands between a whole number and its fraction: a comma, or else a point.
    public CsvInput decimal(char separator) {
        return with(options.withPatterns(options.patterns().withDecimal(separator)));
    }

    /// A field without quotes that means null, besides the empty one.
    public CsvInput nullValue(String text) {
        return with(options.withNullValue(text));
    }

    /// Whether quoted fields may hold line ends. Such files cannot be cut: each is read by one task.
    public CsvInput multiLine(boolean allowed) {
        return with(options.withMultiLine(allowed));
    }

    /// What to do with bad rows; else [ParseMode#PERMISSIVE].
    public CsvInput mode(ParseMode mode) {
        return with(options.withMode(mode));
    }

    /// Rows as records: each component takes the column of its name, exactly or but for capitals. A component without a
    /// column, or with an empty field, is null; a primitive one cannot be, and that is an error.
    public <T> Rdd<T> as(Class<T> type) {
        return read(forRecords(type), Wanted.of(options.mode()));
    }

    /// The rows that are bad when read as records: exactly those that [#mode] is about, wherever they are.
    public Rdd<BadRecord> badRecords(Class<?> type) {
        return read(forRecords(type), Wanted.BAD_RECORDS);
    }

    private static RowMapper forRecords(Class<?> type) {
        // Refused here and not in a task.
        RecordShape.of(type).components().forEach(TextForm::of);
        return new RowMapper.ToRecord(type);
    }

    /// Whether [#maps] makes each column the narrowest type that keeps all that its fields say: `Long`, `Double` (up to
    /// 15 digits), `Boolean`, `LocalDate`, `LocalDateTime`, or else `String`, as for `01234`. All files are read for
    /// that when `maps` is called.
    public CsvInput inferSchema(boolean inferred) {
        return with(options.withInferSchema(inferred));
    }

    /// Rows as maps from columns to values or null, in the order of the columns. Values are text, unless
    /// [#inferSchema]. Without header or names columns are called `_c0` and so on.
    public Rdd<Map<String, Object>> maps() {
        var types = options.inferSchema() ? types() : Map.<String, ColumnType>of();
        return read(new RowMapper.ToMap(Map.copyOf(types)), Wanted.of(options.mode()));
    }

    /// The narrowest type of each column, in their order. Runs a job over all files.
    public Map<String, Class<?>> schema() {
        var classes = new LinkedHashMap<String, Class<?>>();
        types().forEach((column, type) -> classes.put(column, JavaForm.classOf(type)));
        return classes;
    }

    private Map<String, ColumnType> types() {
        Rdd<Map<String, Object>> rows = read(new RowMapper.ToMap(Map.of()), Wanted.DROPMALFORMED);
        var types =
                rows.aggregate(
                        new LinkedHashMap<String, ColumnType>(), Inference.seen(options.patterns()), Inference::merged);
        types.replaceAll((_, seen) -> Inference.settled(seen));
        return types;
    }

    /// The columns of files, for who computes with columns and not with rows.
    ///
    /// @param columns the types of those that are more than text
    public BatchSource<Map<String, Object>> source(InputFiles listed, Schema columns) {
        var types = new HashMap<String, ColumnType>();
        for (var column : columns.fields()) {
            if (TextForm.of(column.type()).isEmpty()) {
                throw SparrowException.invalidArgument("csv does not read the column " + column + " from text.");
            }
            types.put(column.name(), column.type());
        }
        return new CsvSource<>(
                listed, options.sound(), new RowMapper.ToMap(Map.copyOf(types)), Wanted.of(options.mode()));
    }

    /// Rows as lists of text or null, as long as each row is.
    public Rdd<List<String>> rows() {
        return read(new RowMapper.ToList(), Wanted.of(options.mode()));
    }

    private <T> Rdd<T> read(RowMapper mapper, Wanted wanted) {
        var sound = options.sound();
        return files.read(listed -> new CsvSource<T>(listed, sound, mapper, wanted));
    }
}
