/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.format.TextRules;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// A look at files before any task runs, for their columns. What it opens is closed with it.
public final class FirstLook implements SourceTask, AutoCloseable {
    private final String operator;
    private AutoCloseable open = () -> {};

    /// @param operator for messages
    public FirstLook(String operator) {
        this.operator = operator;
    }

    @Override
    public InputStream open(FileSplit file) {
        try {
            var stream = Files.newInputStream(Path.of(file.path()));
            open = stream;
            return stream;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public RandomAccessFile openAnywhere(FileSplit file) {
        try {
            var opened = new RandomAccessFile(file.path(), "r");
            open = opened;
            return opened;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private SparrowException unreadable(FileSplit file, IOException e) {
        return error(file, ErrorCode.INPUT_UNREADABLE, "cannot be opened: " + e.getMessage(), e);
    }

    @Override
    public TextLines lines(FileSplit split, TextRules rules) {
        throw new IllegalStateException("No columns are looked for in lines");
    }

    @Override
    public ErrorValues errorValues() {
        return ErrorValues.SHOWN;
    }

    @Override
    public SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause) {
        return new SparrowException(code, operator + ": " + file.path() + " " + what, cause);
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close a file that was only read", e);
        }
    }
}
