/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

import java.util.Arrays;

/// Takes fields from the parser. Unlike the library's own handlers it knows null, and has no limit of its own.
final class FieldHandler extends AbstractBaseCsvCallbackHandler<FieldHandler.Parsed> {
    private final String nullValue;
    private String[] fields = new String[16];
    private int count;

    /// A record with the line where it begins.
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Parsed(long line, String[] fields) {}

    FieldHandler(String nullValue) {
        this.nullValue = nullValue;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        count = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
        }
        var isNull = !quoted && (length == 0 || isNullValue(buffer, offset, length));
        fields[count++] = isNull ? null : new String(buffer, offset, length);
    }

    private boolean isNullValue(char[] buffer, int offset, int length) {
        return length == nullValue.length() && nullValue.equals(new String(buffer, offset, length));
    }

    @Override
    protected Parsed buildRecord() {
        return new Parsed(getStartingLineNumber(), Arrays.copyOf(fields, count));
    }
}
