/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Opaque;

import java.math.BigDecimal;
import java.util.function.IntFunction;

/// A column of single values in a file.
///
/// @param type what its values are; opaque where they are read row by row
record LeafColumn(SchemaNode.PrimitiveNode node, ColumnType type) {
    static LeafColumn of(SchemaNode.PrimitiveNode node) {
        return new LeafColumn(node, ParquetForm.typeOf(node));
    }

    /// Whether it is read as arrays, and not row by row.
    boolean isColumnar() {
        return !(type instanceof Opaque);
    }

    /// The values of a batch.
    ColumnArray array(StoredValues stored, int rows) {
        return new ColumnArray(type, stored.validity(), ParquetForm.arrays(type, node, stored, rows));
    }

    /// The values as Java objects: unsigned numbers of 64 bits as a `BigInteger`.
    IntFunction<Object> objects(ColumnArray array) {
        var objects = array.objects();
        return node.logicalType() instanceof LogicalType.IntType && type instanceof Decimal
                ? row -> objects.apply(row) instanceof BigDecimal number ? number.toBigIntegerExact() : null
                : objects;
    }
}
