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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// Looks at the lengths in a file before the library asks for memory by them: a damaged one must not ask for gigabytes.
///
/// The format is that of `parquet.thrift`; the numbers below are its field ids.
final class SoundParquet {
    private static final int FOOTER_END = Integer.BYTES + ParquetFile.MAGIC.length();
    private static final int HEADER_GUESS = 256;
    private static final int HEADER_MAX = 64 << 20;
    private static final int UNCOMPRESSED_SIZE = 2;
    private static final int COMPRESSED_SIZE = 3;
    private static final int DATA_PAGE = 5;
    private static final int DICTIONARY_PAGE = 7;
    private static final int DATA_PAGE_V2 = 8;
    private static final int VALUES = 1;

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
            at = checkPage(at, end, column);
        }
    }

    /// @return where the next page begins
    private long checkPage(long at, long end, ColumnMetaData column) throws IOException {
        ByteBuffer bytes;
        CompactThrift.Fields header = null;
        var length = HEADER_GUESS;
        do {
            bytes = file.readRange(at, (int) Math.min(length, end - at));
            try {
                header = new CompactThrift(bytes).structure();
            } catch (EOFException e) {
                // A header holds the least and the greatest value, and they may be long.
                if (length >= Math.min(HEADER_MAX, end - at)) {
                    throw e;
                }
                length *= 2;
            }
        } while (header == null);
        // The library would look for the rest of a longer page for ever. So files of some old writers, which did not
        // count the dictionary's header among the bytes of its column, are refused too.
        atMost(column, "packed bytes", header.number(COMPRESSED_SIZE), end - at - bytes.position());
        atMost(column, "bytes", header.number(UNCOMPRESSED_SIZE), column.totalUncompressedSize());
        var dictionary = header.structures().get(DICTIONARY_PAGE);
        if (dictionary != null) {
            // Each of them takes a byte at least.
            atMost(column, "values", dictionary.number(VALUES), header.number(UNCOMPRESSED_SIZE));
        }
        for (var page : new int[] {DATA_PAGE, DATA_PAGE_V2}) {
            var fields = header.structures().get(page);
            if (fields != null) {
                atMost(column, "values", fields.number(VALUES), column.numValues());
            }
        }
        return at + bytes.position() + header.number(COMPRESSED_SIZE);
    }

    private static void atMost(ColumnMetaData column, String what, long said, long most) throws IOException {
        if (said < 0 || said > most) {
            throw new IOException(
                    "a page of column "
                            + column.pathInSchema()
                            + " says it has "
                            + said
                            + " "
                            + what
                            + ", "
                            + most
                            + " are possible");
        }
    }
}
