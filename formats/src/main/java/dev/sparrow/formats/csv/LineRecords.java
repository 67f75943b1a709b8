/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.format.TextRules;
import dev.sparrow.formats.record.Unfit;

/// Each line is a record of its own.
final class LineRecords implements CsvRecords {
    private final FileSplit split;
    private final SourceTask task;
    private final TextRules rules;
    private final CsvOptions options;
    private final CsvReader.CsvReaderBuilder parser;
    private final FieldHandler handler;
    private final TextLines lines;
    private String line = "";

    /// The line of a header before this split, until the first record; else 0.
    private long headerLine;

    LineRecords(FileSplit split, SourceTask task, TextRules rules, CsvOptions options) {
        this.split = split;
        this.task = task;
        this.rules = rules;
        this.options = options;
        this.parser = Parsers.builder(options);
        this.handler = new FieldHandler(options.nullValue());
        this.lines = task.lines(split, rules);
    }

    /// The fields of the file's first line that is not blank, in whatever split that is: often before this one, but
    /// where all that comes before is blank, in it.
    @Override
    public String[] header() throws Unfit {
        if (split.start() > 0) {
            try (var before = new LineRecords(before(split), task, rules, options)) {
                if (before.advance()) {
                    headerLine = before.line();
                    return before.fields();
                }
            }
        }
        return advance() ? fields() : null;
    }

    private static FileSplit before(FileSplit split) {
        return new FileSplit(
                split.path(), 0, split.start(), split.fileLength(), split.modifiedMillis(), split.compression());
    }

    @Override
    public boolean advance() {
        headerLine = 0;
        do {
            if (!lines.hasNext()) {
                return false;
            }
            line = (String) lines.next();
        } while (line.isEmpty());
        return true;
    }

    @Override
    public String[] fields() throws Unfit {
        try {
            return parser.ofSingleCsvRecord(handler, line).fields();
        } catch (CsvParseException e) {
            var open = line.chars().filter(c -> c == options.quote()).count() % 2 == 1;
            throw new Unfit(
                    "",
                    values ->
                            Parsers.complaint(e, values)
                                    + (open ? " If fields of this file hold line ends, use multiLine(true)." : ""));
        }
    }

    @Override
    public long line() {
        return headerLine > 0 ? headerLine : lines.number();
    }

    @Override
    public void close() {
        lines.close();
    }
}
