/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.FormatSupport;
import dev.sparrow.Rdd;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import java.util.List;

/// A writer of a dataset as CSV that is being configured. Each method returns a new one; [#to] writes.
///
/// Records have a column for each component, maps for each of their keys or for [#columns], lists as many as they are
/// long. A null becomes an empty field, empty text `""`.
public final class CsvOutput implements DriverOnly {
    private final Rdd<?> rows;
    private final CsvOptions options;
    private final SaveMode mode;

    CsvOutput(Rdd<?> rows, CsvOptions options, SaveMode mode) {
        this.rows = rows;
        this.options = options;
        this.mode = mode;
    }

    private CsvOutput with(CsvOptions changed) {
        return new CsvOutput(rows, changed, mode);
    }

    /// Whether each file begins with a line of column names; not so if nothing is said. A file without rows has none.
    public CsvOutput header(boolean present) {
        return with(options.withHeader(present));
    }

    /// The columns of maps, in order; else those of the first map in each file.
    public CsvOutput columns(String... names) {
        return with(options.withColumns(List.of(names)));
    }

    /// What stands between fields; else a comma.
    public CsvOutput delimiter(char delimiter) {
        return with(options.withDelimiter(delimiter));
    }

    /// What stands around fields that need it; else `"`.
    public CsvOutput quote(char quote) {
        return with(options.withQuote(quote));
    }

    /// How dates are written: a pattern of `DateTimeFormatter`, such as `dd.MM.yyyy`; else as `2024-02-29`. Names of
    /// months and days are English.
    public CsvOutput dateFormat(String pattern) {
        return with(options.withPatterns(options.patterns().withDate(pattern)));
    }

    /// How times of a day are written, such as `HH:mm`; else as `10:00:00`.
    public CsvOutput timeFormat(String pattern) {
        return with(options.withPatterns(options.patterns().withTime(pattern)));
    }

    /// How dates with a time are written, such as `dd.MM.yyyy HH:mm`; else as `2024-02-29T10:00:00`. Instants are in
    /// UTC where the pattern has no offset.
    public CsvOutput timestampFormat(String pattern) {
        return with(options.withPatterns(options.patterns().withTimestamp(pattern)));
    }

    /// What stands between a whole number and its fraction: a comma, or else a point.
    public CsvOutput decimal(char separator) {
        return with(options.withPatterns(options.patterns().withDecimal(separator)));
    }

    /// How files are packed; else not.
    public CsvOutput compression(Compression compression) {
        return with(options.withCompression(compression));
    }

    /// What happens if the folder exists already; else [SaveMode#ERROR].
    public CsvOutput mode(SaveMode chosen) {
        return new CsvOutput(rows, options, chosen);
    }

    /// Writes the dataset.
    ///
    /// @param path a folder, which [#mode] says if it may exist already
    public void to(String path) {
        FormatSupport.save(rows, "csv", path, mode, new CsvSink(options.sound()));
    }
}
