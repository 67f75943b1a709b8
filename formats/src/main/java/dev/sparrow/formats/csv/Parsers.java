/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.sparrow.error.ErrorValues;

import java.util.regex.Pattern;

/// FastCSV as our options want it: strict, so that what is odd is found and not guessed at.
final class Parsers {
    /// It is given a line at a time, or counts otherwise than we do.
    private static final Pattern WHERE_IT_THINKS_IT_IS = Pattern.compile(" \\(record starting at line \\d+\\)|\\.$");

    /// The character that it did not expect.
    private static final Pattern QUOTED = Pattern.compile(": '.*", Pattern.DOTALL);

    private Parsers() {}

    static CsvReader.CsvReaderBuilder builder(CsvOptions options) {
        return CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                // Rows of other lengths are bad rows, which is for us to say.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
    }

    /// What the parser complains of.
    static String complaint(CsvParseException e, ErrorValues values) {
        var root = e.getCause() instanceof CsvParseException cause ? cause : e;
        var complaint = WHERE_IT_THINKS_IT_IS.matcher(root.getMessage()).replaceAll("");
        return "it is not CSV: "
                + (values == ErrorValues.SHOWN ? complaint : QUOTED.matcher(complaint).replaceAll(""))
                + ".";
    }
}
