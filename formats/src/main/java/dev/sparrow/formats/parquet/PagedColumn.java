/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.ColumnSchema;
import dev.sparrow.formats.parquet.PageHeader.Content;

import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;

/// A column of single values, which the task's own thread reads page by page: of the encodings that nearly all files
/// have, and with fewer copies than the library makes. It hands over each value at once, and no page from thread to
/// thread.
final class PagedColumn {
    private final PlainInput file;
    private final ColumnSchema column;
    private final Iterator<RowGroup> groups;
    private final PageValues values;
    private final PageBytes page = new PageBytes();
    private final PackedNumbers levels = new PackedNumbers();
    private final PackedNumbers places = new PackedNumbers();
    private final CRC32 checksum = new CRC32();
    private byte[] packed = {};
    private int[] placesRead = {};

    /// Of the group that is read; null before the first.
    private ColumnChunk chunk;

    /// Where its next page begins.
    private long next;

    /// Of its rows, in pages that are not begun.
    private long chunkRows;

    /// Of the page.
    private int pageRows;

    /// Whether the page has places in a dictionary, and not values.
    private boolean hasPlaces;

    private boolean hasDictionary;

    /// @param groups that are read
    PagedColumn(PlainInput file, ColumnSchema column, List<RowGroup> groups) {
        this.file = file;
        this.column = column;
        this.groups = groups.iterator();
        this.values = PageValues.of(column);
    }

    /// Whether its pages are of the encodings and packed as is known here.
    static boolean canRead(ColumnSchema column, List<RowGroup> groups) {
        if (column.maxRepetitionLevel() > 0 || column.maxDefinitionLevel() > 1) {
            return false;
        }
        for (var group : groups) {
            var data = group.columns().get(column.columnIndex()).metaData();
            if (data.type() != column.type()
                    || !PageUnpacker.CODECS.contains(data.codec())
                    || !PageEncoding.areRead(data.encodings())) {
                return false;
            }
        }
        return true;
    }

    /// The values of the next rows; the arrays of those before are used again.
    ///
    /// @param count not more than are left
    StoredValues next(int count) throws IOException {
        values.begin(count);
        var validity = column.maxDefinitionLevel() == 0 ? null : new long[(count + Long.SIZE - 1) / Long.SIZE];
        var missing = 0;
        for (var row = 0; row < count; ) {
            while (pageRows == 0) {
                nextPage();
            }
            var some = Math.min(pageRows, count - row);
            var present = validity == null ? some : levels.readBits(validity, row, some);
            read(row, present);
            if (present < some) {
                values.spread(validity, row, some, present);
                missing += some - present;
            }
            pageRows -= some;
            row += some;
        }
        return new StoredValues(values.arrays(), missing == 0 ? null : validity);
    }

    /// Passes over rows: groups and pages whose rows all are passed over are not read.
    ///
    /// @param count not more than are left
    void skip(long count) throws IOException {
        var left = count;
        while (left > 0) {
            if (pageRows > 0) {
                // What precedes a value in a page has to be read for its place to be known.
                var some = (int) Math.min(pageRows, left);
                var _ = next(some);
                left -= some;
            } else if (chunk == null || chunkRows == 0) {
                left -= skipChunks(left);
            } else {
                left -= skipPage(left);
            }
        }
    }

    /// Goes to the group that has the row behind the next ones.
    ///
    /// @return how many rows are passed over
    private long skipChunks(long rows) {
        var left = rows;
        nextChunk();
        while (chunkRows <= left) {
            left -= chunkRows;
            chunkRows = 0;
            if (left == 0) {
                break;
            }
            nextChunk();
        }
        return rows - left;
    }

    /// Passes over the next page, if it has no more than these rows; else begins with it.
    ///
    /// @return how many rows are passed over
    private long skipPage(long rows) throws IOException {
        var header = nextHeader();
        var count =
                switch (header.content()) {
                    case Content.Data(var values, _, _) -> values;
                    case Content.DataV2(var values, _, _, _, _) -> values;
                    case Content.Dictionary _, Content.Other _ -> 0;
                };
        if (count > 0 && count <= Math.min(rows, chunkRows)) {
            chunkRows -= count;
            return count;
        }
        begin(header);
        return 0;
    }

    private void read(int row, int count) throws IOException {
        if (!hasPlaces) {
            values.plain(page, row, count);
            return;
        }
        if (placesRead.length < count) {
            placesRead = new int[count];
        }
        places.read(placesRead, count);
        values.take(placesRead, row, count);
    }

    private void nextPage() throws IOException {
        while (chunk == null || chunkRows == 0) {
            nextChunk();
        }
        begin(nextHeader());
    }

    private PageHeader nextHeader() throws IOException {
        var data = chunk.metaData();
        var end = chunk.chunkStartOffset() + data.totalCompressedSize();
        if (next >= end) {
            throw new EOFException("column " + data.pathInSchema() + " has fewer rows than its group: " + chunkRows);
        }
        var header = PageHeader.read(file, next, end, data);
        next = header.next();
        return header;
    }

    private void begin(PageHeader header) throws IOException {
        var data = chunk.metaData();
        switch (header.content()) {
            case Content.Dictionary(var count) -> {
                load(header, data.codec(), 0);
                values.dictionary(page, count);
                hasDictionary = true;
            }
            case Content.Data(var count, var encoding, var levelsEncoding) -> {
                load(header, data.codec(), 0);
                if (column.maxDefinitionLevel() > 0) {
                    if (levelsEncoding != PageEncoding.RUNS) {
                        throw new IOException("a page has levels of an encoding that is long gone");
                    }
                    levels.begin(page, page.number(), 1);
                }
                begin(encoding, count);
            }
            case Content.DataV2(var count, var encoding, var repetitions, var length, var isPacked) -> {
                load(header, isPacked ? data.codec() : CompressionCodec.UNCOMPRESSED, repetitions + length);
                page.skip(repetitions);
                levels.begin(page, length, 1);
                begin(encoding, count);
            }
            case Content.Other() -> {}
        }
    }

    private void nextChunk() {
        var group = groups.next();
        chunk = group.columns().get(column.columnIndex());
        next = chunk.chunkStartOffset();
        chunkRows = group.numRows();
        hasDictionary = false;
    }

    /// Reads a page, and unpacks it.
    ///
    /// @param plain bytes at its begin that are not packed
    private void load(PageHeader header, CompressionCodec codec, int plain) throws IOException {
        var length = header.packed();
        if (plain > length) {
            throw new EOFException("a page of " + length + " bytes says that it has " + plain + " bytes of levels");
        }
        if (packed.length < length) {
            packed = new byte[length];
        }
        file.read(header.data(), packed, length);
        if (header.checksum() != null) {
            checksum.reset();
            checksum.update(packed, 0, length);
            if ((int) checksum.getValue() != header.checksum().intValue()) {
                throw new IOException("the checksum of a page is not that of its bytes");
            }
        }
        var bytes = page.begin(header.unpacked());
        System.arraycopy(packed, 0, bytes, 0, plain);
        PageUnpacker.unpack(codec, packed, plain, length - plain, bytes, plain, header.unpacked() - plain);
    }

    /// Begins with the values of a page.
    private void begin(PageEncoding encoding, int count) throws IOException {
        if (count > chunkRows) {
            throw new IOException("a page has " + count + " rows where its group has " + chunkRows + " left");
        }
        chunkRows -= count;
        pageRows = count;
        hasPlaces =
                switch (encoding) {
                    case PLAIN -> beginPlain();
                    case DICTIONARY -> beginDictionary();
                    case RUNS -> beginRuns();
                    case OTHER -> throw new IOException("a page has an encoding that its column does not name");
                };
    }

    /// @return whether the values are taken from places: truth values are packed like those
    private boolean beginPlain() throws IOException {
        if (!isTruth()) {
            return false;
        }
        places.beginPacked(page, 1);
        return true;
    }

    private boolean beginDictionary() throws IOException {
        if (!hasDictionary) {
            throw new IOException("a page has places in a dictionary that is not there");
        }
        beginPlaces();
        return true;
    }

    private boolean beginRuns() throws IOException {
        if (!isTruth()) {
            throw new IOException("a page of " + column.type() + " says that it has truth values");
        }
        places.begin(page, page.number(), 1);
        return true;
    }

    private boolean isTruth() {
        return values instanceof PageFlags;
    }

    /// A page without values may have no bytes at all.
    private void beginPlaces() throws IOException {
        var width = page.at() < page.end() ? page.octet() : 0;
        places.begin(page, page.end() - page.at(), width);
    }
}
