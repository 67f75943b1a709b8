/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.FileSchema;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// Looks at the lengths in a file before the library asks for memory by them: a damaged one must not ask for gigabytes.
final class SoundParquet {
    private static final int FOOTER_END = Integer.BYTES + ParquetFile.MAGIC.length();

    private final InputFile file;

    SoundParquet(InputFile file) {
        this.file = file;
    }

    /// @throws IOException if a length in the footer does not fit into it
    void checkFooter() throws IOException {
        if (file.length() < FOOTER_END) {
            throw new EOFException(file.length() + " bytes are not a file");
        }
        var end = file.length() - FOOTER_END;
        var footer = file.readRange(end, FOOTER_END).order(ByteOrder.LITTLE_ENDIAN);
        var length = footer.getInt();
        if (!StandardCharsets.ISO_8859_1.decode(footer).toString().equals(ParquetFile.MAGIC)) {
            throw new EOFException("it does not end with '" + ParquetFile.MAGIC + "'");
        }
        new CompactThrift(file.readRange(end - length, length)).structure(CompactThrift.Shape.FOOTER);
    }

    /// @param read the groups whose columns are read
    /// @param columns that are read; all if there are none
    /// @throws IOException if there are more rows than values (the library never ends without columns), or if a page
    ///   says that it is larger, or has more values, than its whole column
    void checkPages(FileMetaData footer, FileSchema schema, List<RowGroup> read, Collection<String> columns)
            throws IOException {
        var rows = 0L;
        for (var group : footer.rowGroups()) {
            if (group.columns().size() != schema.getColumnCount()) {
                throw new IOException(
                        "a group has " + group.columns().size() + " columns, the schema " + schema.getColumnCount());
            }
            rows = Math.addExact(rows, group.numRows());
            var most = group.columns().stream().mapToLong(column -> column.metaData().numValues()).min().orElse(0);
            if (group.numRows() < 0 || group.numRows() > most) {
                throw new IOException("a group says it has " + group.numRows() + " rows, " + most + " are possible");
            }
        }
        // Some writers leave the sum out.
        if (footer.numRows() != 0 && rows != footer.numRows()) {
            throw new IOException("the groups have " + rows + " rows, and all together " + footer.numRows());
        }
        for (var group : read) {
            for (var chunk : group.columns()) {
                var column = chunk.metaData();
                if (columns.isEmpty() || columns.contains(column.pathInSchema().topLevelName())) {
                    checkIndex(chunk);
                    checkPages(chunk.chunkStartOffset(), column);
                }
            }
        }
    }

    /// The library finds pages by it, if there is one.
    private void checkIndex(ColumnChunk chunk) throws IOException {
        if (chunk.offsetIndexOffset() != null && chunk.offsetIndexLength() != null) {
            new CompactThrift(file.readRange(chunk.offsetIndexOffset(), chunk.offsetIndexLength()))
                    .structure(CompactThrift.Shape.INDEX);
        }
    }

    private void checkPages(long start, ColumnMetaData column) throws IOException {
        var end = Math.addExact(start, column.totalCompressedSize());
        if (start < 0 || end < start || end > file.length()) {
            throw new EOFException("column " + column.pathInSchema() + " is at " + start + " to " + end);
        }
        for (var at = start; at < end; ) {
            at = PageHeader.read(file, at, end, column).next();
        }
    }
}
