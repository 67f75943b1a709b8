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
import dev.sparrow.error.MachineErrors;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;
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

/// Reads those columns of a file, and those groups of rows, that somebody wants.
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
        var input = new PlainInput(file.path(), task.openAnywhere(file));
        var sound = new SoundParquet(input);
        try {
            reader = open(input, sound);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw damaged("its footer", e);
        }
        patience = PatienceLimit.start(() -> row + input.reads());
        var complete = false;
        try {
            var schema = reader.getFileSchema().getRootNode().children();
            var names = ParquetValues.names(reader.getFileSchema().getRootNode());
            columns = names.toArray(String[]::new);
            rows = TypedRows.of(type, names, folders.at(file));
            var groups = RowGroups.of(reader.getFileMetaData(), file);
            row = groups.rowsBefore();
            rowsEnd = groups.rowsEnd();
            var wanted = rows.wanted();
            for (var column : schema) {
                converters.add(wanted.contains(column.name()) ? ParquetValues.of(column) : UnaryOperator.identity());
            }
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
            throw task.error(file, ErrorCode.MALFORMED_INPUT, e.description(task.errorValues()), null);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw damaged("the headers of its pages", e);
        } finally {
            if (!complete) {
                patience.close(reader);
            }
        }
    }

    /// Not all that there are come in plain Java, or with a library that we bring.
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
            throw damaged("row " + (row + 1), e);
        }
        if (row != rowsEnd) {
            throw damaged("row " + (row + 1), new IOException("there are no more, its footer says " + rowsEnd));
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
            throw damaged("row " + row, e);
        }
        // What the constructor of a record throws is none of the file's.
        try {
            return rows.element(this::value);
        } catch (Unfit e) {
            throw task.error(
                    file, ErrorCode.MALFORMED_INPUT, "row " + row + ", " + e.description(task.errorValues()), null);
        }
    }

    private Object value(int column) {
        try {
            return converters.get(column).apply(values.getValue(columns[column]));
        } catch (RuntimeException | StackOverflowError e) {
            throw damaged("row " + row, e);
        }
    }

    /// @throws VirtualMachineError if it comes of one: a full heap says nothing about the file
    private SparrowException damaged(String where, Throwable e) {
        MachineErrors.rethrow(e);
        return e instanceof SparrowException known
                ? known
                : task.error(
                        file,
                        ErrorCode.INPUT_UNREADABLE,
                        "it is damaged, cut short or not a Parquet file, at " + where + ": " + e + ".",
                        e);
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
