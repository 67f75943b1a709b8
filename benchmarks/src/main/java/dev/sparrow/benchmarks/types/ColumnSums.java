/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnBatch;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileListing;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.format.TextRules;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sums of the columns of a file, read in this thread and without an engine.
record ColumnSums(List<String> columns) implements SourceTask {

    /// A file as a whole.
    static InputFiles file(Path file) {
        return new InputFiles(FileListing.of(file.toString()), 1, Long.MAX_VALUE, 1, new TextRules(true, 1 << 20));
    }

    /// The sum of all numbers in the columns.
    double of(BatchSource<?> source) throws IOException {
        var sum = 0.0;
        for (var p = 0; p < source.partitions(); p++) {
            try (var reader = source.open(p, this, columns)) {
                for (var batch = reader.next(); batch != null; batch = reader.next()) {
                    sum += sum(batch);
                }
            }
        }
        return sum;
    }

    private static double sum(ColumnBatch batch) {
        var sum = 0.0;
        for (var column : batch.columns()) {
            sum +=
                    switch (column.values()) {
                        case ColumnArray.Longs(var array) -> sum(array, batch.rows());
                        case ColumnArray.Doubles(var array) -> sum(array, batch.rows());
                        default -> throw new IllegalStateException("no column of numbers: " + column.type());
                    };
        }
        return sum;
    }

    private static double sum(long[] array, int rows) {
        var sum = 0L;
        for (var row = 0; row < rows; row++) {
            sum += array[row];
        }
        return sum;
    }

    private static double sum(double[] array, int rows) {
        var sum = 0.0;
        for (var row = 0; row < rows; row++) {
            sum += array[row];
        }
        return sum;
    }

    @Override
    public InputStream open(FileSplit file) {
        try {
            return Files.newInputStream(Path.of(file.path()));
        } catch (IOException e) {
            throw error(file, ErrorCode.INPUT_UNREADABLE, "it does not open.", e);
        }
    }

    @Override
    public RandomAccessFile openAnywhere(FileSplit file) {
        try {
            return new RandomAccessFile(file.path(), "r");
        } catch (IOException e) {
            throw error(file, ErrorCode.INPUT_UNREADABLE, "it does not open.", e);
        }
    }

    @Override
    public TextLines lines(FileSplit split, TextRules rules) {
        throw new UnsupportedOperationException("Columns are not read from lines.");
    }

    @Override
    public ErrorValues errorValues() {
        return ErrorValues.SHOWN;
    }

    @Override
    public SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause) {
        return new SparrowException(code, file.path() + ": " + what, cause);
    }
}
