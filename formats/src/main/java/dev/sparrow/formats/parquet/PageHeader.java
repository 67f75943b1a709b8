/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnMetaData;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/// What stands before a page, in bounds that its column sets.
///
/// The format is that of `parquet.thrift`; the numbers below are its field ids.
///
/// @param data where the page begins in the file
/// @param packed how many bytes it has there
/// @param unpacked how many they are unpacked
/// @param checksum CRC32 of the packed ones; null if it has none
record PageHeader(long data, int packed, int unpacked, Long checksum, Content content) {
    /// What is in the page.
    sealed interface Content {
        record Dictionary(int values) implements Content {}

        /// Levels, unless no value may be missing, with their length before them; then values.
        record Data(int values, PageEncoding encoding, PageEncoding levels) implements Content {}

        /// Levels, which are not packed; then values.
        ///
        /// @param repetitionLength the bytes of the levels that single values do not need
        record DataV2(int values, PageEncoding encoding, int repetitionLength, int levelsLength, boolean isPacked)
                implements Content {}

        /// Nothing that is read.
        record Other() implements Content {}
    }

    private static final int GUESS = 256;
    private static final int MAX = 64 << 20;
    private static final int UNCOMPRESSED_SIZE = 2;
    private static final int COMPRESSED_SIZE = 3;
    private static final int CHECKSUM = 4;
    private static final int DATA_PAGE = 5;
    private static final int DICTIONARY_PAGE = 7;
    private static final int DATA_PAGE_V2 = 8;
    private static final int VALUES = 1;
    private static final int ENCODING = 2;
    private static final int LEVELS_ENCODING = 3;
    private static final int ENCODING_V2 = 4;
    private static final int LEVELS_LENGTH_V2 = 5;
    private static final int REPETITION_LENGTH_V2 = 6;
    private static final int IS_PACKED_V2 = 7;

    /// @param at where it begins
    /// @param end of its column
    /// @throws IOException if the page says that it is larger, or has more values, than its whole column
    static PageHeader read(InputFile file, long at, long end, ColumnMetaData column) throws IOException {
        ByteBuffer bytes;
        CompactThrift.Fields header = null;
        var length = GUESS;
        do {
            bytes = file.readRange(at, (int) Math.min(length, end - at));
            try {
                header = new CompactThrift(bytes).structure();
            } catch (EOFException e) {
                // A header holds the least and the greatest value, and they may be long.
                if (length >= Math.min(MAX, end - at)) {
                    throw e;
                }
                length *= 2;
            }
        } while (header == null);
        // The library would look for the rest of a longer page for ever. So files of some old writers, which did not
        // count the dictionary's header among the bytes of its column, are refused too.
        var data = at + bytes.position();
        var packed = atMost(column, "packed bytes", header.number(COMPRESSED_SIZE), end - data);
        var unpacked = atMost(column, "bytes", header.number(UNCOMPRESSED_SIZE), column.totalUncompressedSize());
        return new PageHeader(
                data, packed, unpacked, header.numbers().get(CHECKSUM), content(column, header.structures(), unpacked));
    }

    private static Content content(ColumnMetaData column, Map<Integer, CompactThrift.Fields> pages, int unpacked)
            throws IOException {
        var dictionary = pages.get(DICTIONARY_PAGE);
        if (dictionary != null) {
            // Each of them takes a byte at least.
            return new Content.Dictionary(atMost(column, "values", dictionary.number(VALUES), unpacked));
        }
        var page = pages.get(DATA_PAGE);
        if (page != null) {
            return new Content.Data(
                    atMost(column, "values", page.number(VALUES), column.numValues()),
                    PageEncoding.of(page.number(ENCODING)),
                    PageEncoding.of(page.number(LEVELS_ENCODING)));
        }
        var second = pages.get(DATA_PAGE_V2);
        if (second == null) {
            return new Content.Other();
        }
        return new Content.DataV2(
                atMost(column, "values", second.number(VALUES), column.numValues()),
                PageEncoding.of(second.number(ENCODING_V2)),
                atMost(column, "bytes of levels", second.number(REPETITION_LENGTH_V2), unpacked),
                atMost(column, "bytes of levels", second.number(LEVELS_LENGTH_V2), unpacked),
                second.numbers().getOrDefault(IS_PACKED_V2, 1L) != 0);
    }

    private static int atMost(ColumnMetaData column, String what, long said, long most) throws IOException {
        if (said < 0 || said > Math.min(most, Integer.MAX_VALUE)) {
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
        return (int) said;
    }

    /// Where the next page begins.
    long next() {
        return data + packed;
    }
}
