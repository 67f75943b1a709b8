/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.formats.record.TextPatterns;
import dev.sparrow.value.Compression;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/// The options of CSV for reading and writing.
///
/// @param columns names in order, where there is no header; may be empty
/// @param nullValue a field without quotes that is this text is null
/// @param patterns of dates, times and numbers
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
        TextPatterns patterns,
        Compression compression)
        implements Serializable {
    static final CsvOptions DEFAULT =
            new CsvOptions(
                    false,
                    ',',
                    '"',
                    "",
                    List.of(),
                    false,
                    false,
                    ParseMode.PERMISSIVE,
                    TextPatterns.NONE,
                    Compression.NONE);

    /// These options, if files can be read and written by them; each is set for itself, so only a whole can be judged.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if they contradict each other
    CsvOptions sound() {
        if (delimiter == quote || isLineEnd(delimiter) || isLineEnd(quote)) {
            throw SparrowException.invalidArgument(
                    "csv cannot have the delimiter "
                            + shown(delimiter)
                            + " with the quote "
                            + shown(quote)
                            + ": they must differ from each other and from line ends.");
        }
        if (nullValue == null) {
            throw SparrowException.invalidArgument("csv cannot have null for the text that means null.");
        }
        if (Set.copyOf(columns).size() < columns.size()) {
            throw SparrowException.invalidArgument("csv cannot have two columns of one name in " + columns + ".");
        }
        patterns.requireSound("csv");
        return this;
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    private static String shown(char character) {
        return Character.isISOControl(character) ? String.format("U+%04X", (int) character) : "'" + character + "'";
    }

    CsvOptions withHeader(boolean value) {
        return new CsvOptions(
                value, delimiter, quote, nullValue, columns, multiLine, inferSchema, mode, patterns, compression);
    }

    CsvOptions withDelimiter(char value) {
        return new CsvOptions(
                header, value, quote, nullValue, columns, multiLine, inferSchema, mode, patterns, compression);
    }

    CsvOptions withQuote(char value) {
        return new CsvOptions(
                header, delimiter, value, nullValue, columns, multiLine, inferSchema, mode, patterns, compression);
    }

    CsvOptions withNullValue(String value) {
        return new CsvOptions(
                header, delimiter, quote, value, columns, multiLine, inferSchema, mode, patterns, compression);
    }

    CsvOptions withColumns(List<String> value) {
        return new CsvOptions(
                header, delimiter, quote, nullValue, value, multiLine, inferSchema, mode, patterns, compression);
    }

    CsvOptions withMultiLine(boolean value) {
        return new CsvOptions(
                header, delimiter, quote, nullValue, columns, value, inferSchema, mode, patterns, compression);
    }

    CsvOptions withInferSchema(boolean value) {
        return new CsvOptions(
                header, delimiter, quote, nullValue, columns, multiLine, value, mode, patterns, compression);
    }

    CsvOptions withMode(ParseMode value) {
        return new CsvOptions(
                header, delimiter, quote, nullValue, columns, multiLine, inferSchema, value, patterns, compression);
    }

    CsvOptions withPatterns(TextPatterns value) {
        return new CsvOptions(
                header, delimiter, quote, nullValue, columns, multiLine, inferSchema, mode, value, compression);
    }

    CsvOptions withCompression(Compression value) {
        return new CsvOptions(
                header, delimiter, quote, nullValue, columns, multiLine, inferSchema, mode, patterns, value);
    }
}
