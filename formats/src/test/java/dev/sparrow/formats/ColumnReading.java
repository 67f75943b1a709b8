/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.Schema;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileListing;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.format.TextRules;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Reads files as columns, without an engine.
public final class ColumnReading implements SourceTask {
    private ColumnReading() {}

    /// The files of a path, each as a whole.
    public static InputFiles files(String path) {
        return new InputFiles(FileListing.of(path), 1, Long.MAX_VALUE, 1, new TextRules(true, 1 << 20));
    }

    /// The rows of all partitions, as Java objects.
    public static List<List<Object>> rows(BatchSource<?> source, String... columns) {
        var rows = new ArrayList<List<Object>>();
        for (var p = 0; p < source.partitions(); p++) {
            try (var reader = source.open(p, new ColumnReading(), List.of(columns))) {
                for (var batch = reader.next(); batch != null; batch = reader.next()) {
                    add(batch, rows);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    /// The rows of columns as elements, for an engine.
    ///
    /// @param columns their names
    public record Rows(BatchSource<?> source, List<String> columns) implements ElementSource<List<Object>> {
        @Override
        public List<FileSplit> splits() {
            return source.splits();
        }

        @Override
        public ElementReader<List<Object>> open(int partition, SourceTask task) throws IOException {
            var reader = source.open(partition, task, columns);
            return new ElementReader<>() {
                private final Deque<List<Object>> rows = new ArrayDeque<>();

                @Override
                public boolean hasNext() {
                    for (var batch = rows.isEmpty() ? reader.next() : null;
                            batch != null;
                            batch = rows.isEmpty() ? reader.next() : null) {
                        add(batch, rows);
                    }
                    return !rows.isEmpty();
                }

                @Override
                public List<Object> next() {
                    return rows.remove();
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }
    }

    private static void add(ColumnBatch batch, Collection<List<Object>> rows) {
        var columns = batch.columns().stream().map(column -> column.objects()).toList();
        for (var r = 0; r < batch.rows(); r++) {
            var row = new ArrayList<Object>();
            for (var column : columns) {
                row.add(column.apply(r));
            }
            rows.add(row);
        }
    }

    /// The columns of the first partition.
    public static Schema schema(BatchSource<?> source, String... columns) {
        try (var reader = source.open(0, new ColumnReading(), List.of(columns))) {
            return reader.schema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(FileSplit file) {
        try {
            return Files.newInputStream(Path.of(file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RandomAccessFile openAnywhere(FileSplit file) {
        try {
            return new RandomAccessFile(file.path(), "r");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TextLines lines(FileSplit split, TextRules rules) {
        try {
            var lines = Files.readAllLines(Path.of(split.path()), StandardCharsets.UTF_8);
            return new Lines(lines.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ErrorValues errorValues() {
        return ErrorValues.SHOWN;
    }

    @Override
    public SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause) {
        return new SparrowException(code, file.path() + ": " + what, cause);
    }

    private static final class Lines implements TextLines {
        private final Iterator<String> lines;
        private long number;

        private Lines(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public Object next() {
            number++;
            return lines.next();
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public void close() {}
    }
}
