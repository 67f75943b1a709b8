/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FileErrors;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.TypedRows;
import dev.sparrow.formats.record.Unfit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Reads the columns of a file that the elements have, and the groups of rows that begin in a split.
final class ParquetRows<T> implements ElementReader<T> {
    private static final Set<CompressionCodec> CODECS =
            EnumSet.of(
                    CompressionCodec.UNCOMPRESSED,
                    CompressionCodec.SNAPPY,
                    CompressionCodec.GZIP,
                    CompressionCodec.ZSTD,
                    CompressionCodec.LZ4,
                    CompressionCodec.LZ4_RAW);

    private final FileSplit file;
    private final SourceTask task;
    private final FileErrors errors;
    private final ParquetFileReader reader;
    private final RowReader values;
    private final PatienceLimit patience;
    private final TypedRows<T> rows;
    private final String[] columns;
    private final List<UnaryOperator<Object>> converters = new ArrayList<>();
    private final long rowsEnd;

    /// The number in the file of the last row that was read, from 1.
    private long row;

    private boolean closed;

    ParquetRows(FileSplit file, FolderColumns folders, SourceTask task, Class<?> type) {
        this.file = file;
        this.task = task;
        this.errors = new FileErrors(file, task, "a Parquet file");
        var input = new PlainInput(file.path(), task.openAnywhere(file));
        var sound = new SoundParquet(input);
        try {
            reader = open(input, sound);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw errors.damaged("its footer", e);
        }
        patience = PatienceLimit.start(() -> row + input.reads());
        var complete = false;
        try {
            var names = ParquetValues.names(reader.getFileSchema().getRootNode());
            columns = names.toArray(String[]::new);
            rows = TypedRows.of(type, names, folders.at(file));
            var groups = RowGroups.of(reader.getFileMetaData(), file);
            row = groups.rowsBefore();
            rowsEnd = groups.rowsEnd();
            var wanted = rows.wanted();
            addConverters(wanted);
            var projection =
                    wanted.isEmpty() || wanted.size() == names.size()
                            ? ColumnProjection.all()
                            : ColumnProjection.columns(wanted.toArray(String[]::new));
            requireCodecs(groups.chosen(), wanted);
            sound.checkPages(reader.getFileMetaData(), reader.getFileSchema(), groups.chosen(), wanted);
            var builder = reader.buildRowReader().projection(projection);
            groups.filter().ifPresent(builder::filter);
            values = patience.within(builder::build);
            complete = true;
        } catch (Unfit e) {
            throw errors.unfit(e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw errors.damaged("the headers of its pages", e);
        } finally {
            if (!complete) {
                patience.close(reader);
            }
        }
    }

    private void addConverters(List<String> wanted) throws Unfit {
        for (var column : reader.getFileSchema().getRootNode().children()) {
            converters.add(wanted.contains(column.name()) ? ParquetValues.of(column) : UnaryOperator.identity());
        }
    }

    /// Refuses compressions that neither plain Java nor a library of ours can read.
    private void requireCodecs(List<RowGroup> groups, List<String> wanted) {
        for (var group : groups) {
            for (var chunk : group.columns()) {
                var column = chunk.metaData();
                if (!CODECS.contains(column.codec())
                        && (wanted.isEmpty() || wanted.contains(column.pathInSchema().topLevelName()))) {
                    throw task.error(
                            file,
                            ErrorCode.INPUT_UNREADABLE,
                            "column "
                                    + column.pathInSchema()
                                    + " is packed by "
                                    + column.codec()
                                    + ", which is not supported. Write the file with one of "
                                    + CODECS
                                    + ", or leave the column out by reading records without it.",
                            null);
                }
            }
        }
    }

    private static ParquetFileReader open(PlainInput input, SoundParquet sound) throws IOException {
        var complete = false;
        try {
            sound.checkFooter();
            var reader = ParquetFileReader.open(input);
            complete = true;
            return reader;
        } finally {
            if (!complete) {
                input.close();
            }
        }
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        try {
            if (row < rowsEnd && hasNextValue()) {
                return true;
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw errors.damaged("row " + (row + 1), e);
        }
        if (row != rowsEnd) {
            throw errors.damaged("row " + (row + 1), new IOException("there are no more, its footer says " + rowsEnd));
        }
        close();
        return false;
    }

    private boolean hasNextValue() {
        patience.begin();
        try {
            return values.hasNext();
        } finally {
            patience.end();
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        row++;
        try {
            values.next();
        } catch (RuntimeException | StackOverflowError e) {
            throw errors.damaged("row " + row, e);
        }
        // What the constructor of a record throws is none of the file's.
        try {
            return rows.element(this::value);
        } catch (Unfit e) {
            throw errors.unfit("row " + row, e);
        }
    }

    private Object value(int column) {
        try {
            return converters.get(column).apply(values.getValue(columns[column]));
        } catch (RuntimeException | StackOverflowError e) {
            throw errors.damaged("row " + row, e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            patience.close(() -> {
                try (reader) {
                    values.close();
                }
            });
        }
    }
}
