/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextEncoding;
import dev.sparrow.format.TextRules;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Records may go on in further lines. What is not CSV ends it, in every mode: there is no telling where the next
/// record begins.
final class MultiLineRecords implements CsvRecords {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final FileSplit file;
    private final SourceTask task;
    private final CloseableIterator<FieldHandler.Parsed> records;
    private final InputStream stream;
    private FieldHandler.Parsed current = new FieldHandler.Parsed(1, new String[0]);

    MultiLineRecords(FileSplit file, SourceTask task, TextRules rules, CsvOptions options) {
        this.file = file;
        this.task = task;
        this.stream = new BufferedInputStream(task.open(file));
        var longest = (int) Math.min(rules.lineBytesMax(), Integer.MAX_VALUE / 4);
        this.records =
                Parsers.builder(options)
                        .maxBufferSize(longest)
                        .build(new FieldHandler(options.nullValue()), text(rules))
                        .iterator();
    }

    private Reader text(TextRules rules) {
        var action = rules.refusesInvalid() ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
        refuseOtherEncoding();
        var text = new BufferedReader(new InputStreamReader(stream, decoder));
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return text;
    }

    private void refuseOtherEncoding() {
        try {
            stream.mark(TextEncoding.HEAD_BYTES);
            var head = stream.readNBytes(TextEncoding.HEAD_BYTES);
            stream.reset();
            var complaint = TextEncoding.complaint(head, head.length);
            if (complaint.isPresent()) {
                throw task.error(file, ErrorCode.INVALID_TEXT, complaint.get(), null);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String[] header() {
        return advance() ? current.fields() : null;
    }

    @Override
    public boolean advance() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            current = records.next();
            return true;
        } catch (CsvParseException e) {
            throw task.error(
                    file,
                    ErrorCode.MALFORMED_INPUT,
                    "after the record at line " + current.line() + ", " + Parsers.complaint(e, task.errorValues()),
                    task.errorValues().cause(e));
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    private RuntimeException unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? task.error(
                        file,
                        ErrorCode.INVALID_TEXT,
                        "after the record at line "
                                + current.line()
                                + " the text is not valid UTF-8. Convert the file to UTF-8, or set"
                                + " sparrow.text.malformed to replace.",
                        e)
                : task.error(
                        file,
                        ErrorCode.INPUT_UNREADABLE,
                        "after the record at line " + current.line() + ": " + e.getMessage() + ".",
                        e);
    }

    @Override
    public String[] fields() {
        return current.fields();
    }

    @Override
    public long line() {
        return current.line();
    }

    /// Closes the stream; a failure does not matter, since nothing read can get lost.
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException _) {
            return;
        }
    }
}
