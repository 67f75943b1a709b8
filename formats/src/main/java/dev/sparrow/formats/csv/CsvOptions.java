/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.value.Compression;

import java.io.Serializable;
import java.util.List;

/// How CSV is read and written.
///
/// @param columns names in order, where there is no header; may be empty
/// @param nullValue a field without quotes that is this text is null
/// @param multiLine whether a quoted field may hold line ends
/// @param inferSchema whether fields of maps become the narrowest type of their column
record CsvOptions(
        boolean header,
        char delimiter,
        char quote,
        String nullValue,
        List<String> columns,
        boolean multiLine,
        boolean inferSchema,
        ParseMode mode,
        Compression compression)
        implements Serializable {
    static final CsvOptions DEFAULT =
            new CsvOptions(false, ',', '"', "", List.of(), false, false, ParseMode.PERMISSIVE, Compression.NONE);

    CsvOptions withHeader(boolean value) {
        return new CsvOptions(value, delimiter, quote, nullValue, columns, multiLine, inferSchema, mode, compression);
    }

    CsvOptions withDelimiter(char value) {
        return new CsvOptions(header, value, quote, nullValue, columns, multiLine, inferSchema, mode, compression);
    }

    CsvOptions withQuote(char value) {
        return new CsvOptions(header, delimiter, value, nullValue, columns, multiLine, inferSchema, mode, compression);
    }

    CsvOptions withNullValue(String value) {
        return new CsvOptions(header, delimiter, quote, value, columns, multiLine, inferSchema, mode, compression);
    }

    CsvOptions withColumns(List<String> value) {
        return new CsvOptions(header, delimiter, quote, nullValue, value, multiLine, inferSchema, mode, compression);
    }

    CsvOptions withMultiLine(boolean value) {
        return new CsvOptions(header, delimiter, quote, nullValue, columns, value, inferSchema, mode, compression);
    }

    CsvOptions withInferSchema(boolean value) {
        return new CsvOptions(header, delimiter, quote, nullValue, columns, multiLine, value, mode, compression);
    }

    CsvOptions withMode(ParseMode value) {
        return new CsvOptions(header, delimiter, quote, nullValue, columns, multiLine, inferSchema, value, compression);
    }

    CsvOptions withCompression(Compression value) {
        return new CsvOptions(header, delimiter, quote, nullValue, columns, multiLine, inferSchema, mode, value);
    }
}
