/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.format.BatchReader;
import dev.sparrow.formats.parquet.WantedRows.Stretch;
import dev.sparrow.formats.record.Unfit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Some columns of a file, batch by batch: those of single values as arrays, read page by page where that is possible
/// and else by the library; others are objects, which the library makes row by row beside them.
final class ParquetBatches implements BatchReader {
    /// The library hands a batch from thread to thread, which takes longer than a few thousand rows.
    private static final int ROWS_MAX = 32_768;

    private static final int ROWS_MIN = 16;

    /// Of a batch, as far as the file tells.
    private static final long BYTES_MAX = 4 << 20;

    private final ParquetFile file;
    private final List<Part> parts = new ArrayList<>();
    private final int batchRows;
    private final Iterator<Stretch> stretches;

    /// That is read; null before the first.
    private Stretch stretch;

    /// Null if no column is read as arrays of the library.
    private ColumnReaders columns;

    /// Null if all columns are arrays.
    private RowReader rows;

    /// The number in the file of the last row that was read, from 1.
    private long row;

    /// A column that is read.
    private sealed interface Part {
        Field field();

        /// @param leaf what its arrays are
        record Pages(Field field, LeafColumn leaf, PagedColumn pages) implements Part {}

        /// @param leaf what its arrays are
        record Arrays(Field field, LeafColumn leaf) implements Part {}

        /// @param converter makes Java's objects of the library's
        record Values(Field field, UnaryOperator<Object> converter) implements Part {}
    }

    /// All rows of the file's groups.
    ///
    /// @param wanted names of columns that the file has
    /// @throws Unfit if a group in a column has two columns of one name
    /// @throws IOException if the library must not see the columns
    ParquetBatches(ParquetFile file, List<String> wanted) throws Unfit, IOException {
        this(file, wanted, WantedRows.all(file.groups()));
    }

    /// Some rows of the file's groups; perhaps more, if not all columns can be read page by page.
    ///
    /// @param wanted names of columns that the file has
    /// @throws Unfit if a group in a column has two columns of one name
    /// @throws IOException if the library must not see the columns
    ParquetBatches(ParquetFile file, List<String> wanted, WantedRows some) throws Unfit, IOException {
        this.file = file;
        this.row = file.groups().rowsBefore();
        this.batchRows = batchRows(file.groups().chosen());
        for (var name : wanted) {
            parts.add(part(file.nodes().get(file.names().indexOf(name))));
        }
        var rowsRead = parts.stream().allMatch(Part.Pages.class::isInstance) ? some : some.whole(file.groups());
        file.check(wanted, rowsRead);
        stretches = rowsRead.stretches().iterator();
        var complete = false;
        try {
            nextStretch();
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /// Goes to the next stretch of rows, if there is one.
    private boolean nextStretch() throws IOException {
        if (!stretches.hasNext()) {
            return false;
        }
        stretch = stretches.next();
        for (var part : parts) {
            if (part instanceof Part.Pages(_, _, var pages)) {
                pages.skip(stretch.from() - row);
            }
        }
        row = stretch.from();
        closeLibrary();
        var arrays = names(Part.Arrays.class);
        var values = names(Part.Values.class);
        columns = arrays.isEmpty() ? null : file.columns(arrays, stretch, batchRows);
        rows = values.isEmpty() ? null : file.rows(values, stretch);
        return true;
    }

    private void closeLibrary() {
        // In the order of the file's closing.
        if (columns != null) {
            columns.close();
        }
        if (rows != null) {
            rows.close();
        }
        columns = null;
        rows = null;
    }

    private List<String> names(Class<? extends Part> kind) {
        return parts.stream().filter(kind::isInstance).map(part -> part.field().name()).toList();
    }

    private Part part(SchemaNode node) throws Unfit {
        var nullable = node.maxDefinitionLevel() > 0;
        if (node instanceof SchemaNode.PrimitiveNode primitive && node.maxRepetitionLevel() == 0) {
            var leaf = LeafColumn.of(primitive);
            if (leaf.isColumnar()) {
                var field = new Field(node.name(), leaf.type(), nullable);
                return file.paged(primitive)
                        .<Part>map(pages -> new Part.Pages(field, leaf, pages))
                        .orElseGet(() -> new Part.Arrays(field, leaf));
            }
        }
        return new Part.Values(
                new Field(node.name(), new ColumnType.Opaque(Object.class.getName()), nullable),
                ParquetValues.of(node));
    }

    private static int batchRows(List<RowGroup> groups) {
        var bytes =
                groups.stream()
                        .flatMap(group -> group.columns().stream())
                        .mapToLong(column -> column.metaData().totalUncompressedSize())
                        .sum();
        var rows = groups.stream().mapToLong(RowGroup::numRows).sum();
        var fitting = Math.min(rows, Math.round((double) rows * BYTES_MAX / Math.max(1, bytes)));
        return Math.clamp(fitting, ROWS_MIN, ROWS_MAX);
    }

    @Override
    public Schema schema() {
        return new Schema(parts.stream().map(Part::field).toList());
    }

    @Override
    public ColumnBatch next() {
        try {
            if (stretch == null || (row == stretch.to() && !nextStretch())) {
                return null;
            }
            var count = advance();
            var arrays = new ArrayList<ColumnArray>();
            for (var part : parts) {
                arrays.add(
                        switch (part) {
                            case Part.Pages(_, var leaf, var pages) -> leaf.array(pages.next(count), count);
                            case Part.Arrays(var field, var leaf) ->
                                    leaf.array(
                                            StoredValues.of(leaf.node(), columns.getColumnReader(field.name())), count);
                            case Part.Values(var field, _) ->
                                    new ColumnArray(field.type(), null, new ColumnArray.Objects(new Object[count]));
                        });
            }
            fill(arrays, count);
            row += count;
            return new ColumnBatch(count, arrays);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw file.errors().damaged("row " + (row + 1), e);
        }
    }

    /// Goes to the next rows.
    ///
    /// @return how many there are
    private int advance() throws IOException {
        var left = stretch.to() - row;
        if (columns == null) {
            return (int) Math.min(left, batchRows);
        }
        if (!file.hasMore(columns::nextBatch) || columns.getRecordCount() <= 0) {
            throw noMore();
        }
        return (int) Math.min(left, columns.getRecordCount());
    }

    private IOException noMore() {
        return new IOException("there are no more, its footer says " + stretch.to());
    }

    /// Makes the objects of the rows.
    private void fill(List<ColumnArray> arrays, int count) throws IOException {
        for (var i = 0; rows != null && i < count; i++) {
            if (!file.hasMore(rows::hasNext)) {
                throw noMore();
            }
            rows.next();
            for (var p = 0; p < parts.size(); p++) {
                if (parts.get(p) instanceof Part.Values(var field, var converter)
                        && arrays.get(p).values() instanceof ColumnArray.Objects(var objects)) {
                    objects[i] = converter.apply(rows.getValue(field.name()));
                }
            }
        }
    }

    /// The values of a column of the last batch as Java objects.
    IntFunction<Object> objects(ColumnBatch batch, int column) {
        var array = batch.columns().get(column);
        return switch (parts.get(column)) {
            case Part.Pages(_, var leaf, _) -> leaf.objects(array);
            case Part.Arrays(_, var leaf) -> leaf.objects(array);
            case Part.Values _ -> array.objects();
        };
    }

    @Override
    public void close() {
        file.close(Stream.of(columns, rows).filter(Objects::nonNull).toList());
    }
}
