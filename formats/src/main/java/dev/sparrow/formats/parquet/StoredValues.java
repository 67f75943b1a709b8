/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnArray.Arrayed;

/// The values of a column in the rows of a batch as the file has them: arrays of its physical type.
///
/// @param validity a bit for each row, which is set where there is a value; null if no value is missing
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredValues(Arrayed arrays, long[] validity) {

    /// Those of the batch that the library is at.
    static StoredValues of(SchemaNode.PrimitiveNode node, ColumnReader reader) {
        var validity = reader.getLeafValidity();
        Arrayed arrays =
                switch (node.type()) {
                    case BOOLEAN -> new ColumnArray.Booleans(reader.getBooleans());
                    case INT32 -> new ColumnArray.Ints(reader.getInts());
                    case INT64 -> new ColumnArray.Longs(reader.getLongs());
                    case FLOAT -> new ColumnArray.Floats(reader.getFloats());
                    case DOUBLE -> new ColumnArray.Doubles(reader.getDoubles());
                    case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT96 ->
                            new ColumnArray.Bytes(reader.getBinaryOffsets(), reader.getBinaryValues());
                };
        return new StoredValues(arrays, validity.hasNulls() ? validity.words() : null);
    }

    boolean isNull(int row) {
        return validity != null && (validity[row >> 6] >>> row & 1) == 0;
    }

    int[] ints() {
        return ((ColumnArray.Ints) arrays).array();
    }

    long[] longs() {
        return ((ColumnArray.Longs) arrays).array();
    }
}
