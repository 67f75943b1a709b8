/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.parquet.WantedRows.Stretch;
import dev.sparrow.formats.record.FileErrors;
import dev.sparrow.formats.record.FolderColumns;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// An open file, of which one task reads the groups of rows that begin in its split: the library, with a limit to how
/// long it is waited for, and nothing that was not looked at before.
final class ParquetFile implements AutoCloseable {
    /// At the begin and at the end. Files whose footer is encrypted have another one, and are not read.
    static final String MAGIC = "PAR1";

    /// It tells at each start how it computes. Held, since a logger that nobody holds forgets its level.
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        if (LIBRARY.getLevel() == null) {
            LIBRARY.setLevel(Level.WARNING);
        }
    }

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
    private final PlainInput input;
    private final SoundParquet sound;
    private final ParquetFileReader reader;
    private final PatienceLimit patience;
    private final List<String> names;
    private final RowGroups groups;
    private boolean closed;

    /// How often the library gave something. Read by another thread, and it does not matter how late.
    private long progress;

    ParquetFile(FileSplit file, SourceTask task) {
        this.file = file;
        this.task = task;
        this.errors = new FileErrors(file, task, "a Parquet file");
        this.input = new PlainInput(file.path(), errors.begun(task.openAnywhere(file), MAGIC));
        this.sound = new SoundParquet(input);
        try {
            reader = open(input, sound);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw errors.damaged("its footer", e);
        }
        patience = PatienceLimit.start(() -> progress + input.reads());
        var complete = false;
        try {
            names = ParquetValues.names(reader.getFileSchema().getRootNode());
            groups = RowGroups.of(reader.getFileMetaData(), file);
            complete = true;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw errors.damaged("the headers of its pages", e);
        } finally {
            if (!complete) {
                close();
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

    /// The names of its columns, in order.
    List<String> names() {
        return names;
    }

    /// Its columns, in order.
    List<SchemaNode> nodes() {
        return reader.getFileSchema().getRootNode().children();
    }

    RowGroups groups() {
        return groups;
    }

    /// Asks the library for the next rows.
    boolean hasMore(BooleanSupplier library) {
        progress++;
        patience.begin();
        try {
            return library.getAsBoolean();
        } finally {
            patience.end();
        }
    }

    FileErrors errors() {
        return errors;
    }

    /// Looks at what the library will believe of the columns that are read.
    ///
    /// @param wanted all if there are none
    /// @param rows of which groups are read
    /// @throws IOException if it must not
    void check(Collection<String> wanted, WantedRows rows) throws IOException {
        requireCodecs(wanted);
        sound.checkPages(reader.getFileMetaData(), reader.getFileSchema(), rows.groups(groups), wanted);
    }

    /// The rows that a filter may want, of the groups in the split.
    ///
    /// @param folders what they say of the file
    WantedRows wanted(ScanFilter filter, FolderColumns.Here folders) throws IOException {
        return new RowChoice(input, reader.getFileMetaData(), nodes(), groups).of(filter, folders);
    }

    /// Refuses compressions that neither plain Java nor a library of ours can read.
    private void requireCodecs(Collection<String> wanted) {
        for (RowGroup group : groups.chosen()) {
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

    /// A column of single values that needs no library.
    Optional<PagedColumn> paged(SchemaNode.PrimitiveNode node) {
        var column = reader.getFileSchema().getColumn(node.columnIndex());
        return PagedColumn.canRead(column, groups.chosen())
                ? Optional.of(new PagedColumn(input, column, groups.chosen()))
                : Optional.empty();
    }

    /// The columns of these names, as arrays of the library.
    ///
    /// @param stretch of whole groups
    ColumnReaders columns(Collection<String> wanted, Stretch stretch, int rows) {
        var builder = reader.buildColumnReaders(projection(wanted)).batchSize(rows);
        filter(stretch).ifPresent(builder::filter);
        return patience.within(builder::build);
    }

    /// The columns of these names, row by row.
    ///
    /// @param stretch of whole groups
    RowReader rows(Collection<String> wanted, Stretch stretch) {
        var builder = reader.buildRowReader().projection(projection(wanted));
        filter(stretch).ifPresent(builder::filter);
        return patience.within(builder::build);
    }

    private Optional<RowGroupPredicate> filter(Stretch stretch) {
        return stretch.isAll(groups) ? groups.filter() : groups.filter(stretch.firstGroup(), stretch.groupsEnd());
    }

    private ColumnProjection projection(Collection<String> wanted) {
        return wanted.size() == names.size()
                ? ColumnProjection.all()
                : ColumnProjection.columns(wanted.toArray(String[]::new));
    }

    /// Closes what was made of it too.
    void close(List<? extends AutoCloseable> opened) {
        if (!closed) {
            closed = true;
            patience.close(() -> {
                try (reader) {
                    for (var each : opened) {
                        each.close();
                    }
                }
            });
        }
    }

    @Override
    public void close() {
        close(List.of());
    }
}
