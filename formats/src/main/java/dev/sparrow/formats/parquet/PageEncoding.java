/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.Encoding;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// How the values in a page are written, as far as [PagedColumn] reads them.
enum PageEncoding {
    PLAIN,

    /// Places in the dictionary of the column.
    DICTIONARY,

    /// Runs of one number: of truth values, and of levels.
    RUNS,

    /// Others, which only the library reads.
    OTHER;

    /// A column that names no others has none: levels without bits are said to be packed.
    private static final Set<Encoding> READ =
            EnumSet.of(
                    Encoding.PLAIN,
                    Encoding.PLAIN_DICTIONARY,
                    Encoding.RLE_DICTIONARY,
                    Encoding.RLE,
                    Encoding.BIT_PACKED);

    /// By the number in `parquet.thrift`.
    static PageEncoding of(long number) {
        return switch ((int) number) {
            case 0 -> PLAIN;
            case 2, 8 -> DICTIONARY;
            case 3 -> RUNS;
            default -> OTHER;
        };
    }

    static boolean areRead(Collection<Encoding> encodings) {
        return READ.containsAll(encodings);
    }
}
