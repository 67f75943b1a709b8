/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.ColumnOrder;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnArray.Arrayed;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Utf8;
import dev.sparrow.format.ColumnBounds;
import dev.sparrow.formats.parquet.PageIndex.Page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;

/// The least and the greatest value of a column as a file has them, for a group of rows or a page, as far as they can
/// be believed: writers of old compared texts by signed bytes, and nobody knows how those compared that do not say so.
///
/// @param isOrdered whether the file says that it compares as the format defines
record StoredBounds(LeafColumn leaf, boolean isOrdered) {
    private static final int WIDEST = Long.BYTES;

    static StoredBounds of(FileMetaData footer, LeafColumn leaf) {
        var orders = footer.columnOrders();
        var place = leaf.node().columnIndex();
        return new StoredBounds(
                leaf, orders != null && place < orders.size() && orders.get(place) == ColumnOrder.TYPE_DEFINED_ORDER);
    }

    /// Of a group of rows.
    ColumnBounds of(ColumnMetaData group) {
        var statistics = group.statistics();
        if (statistics == null) {
            return new ColumnBounds(leaf.type(), null, null, isNullable(), false);
        }
        var missing = statistics.nullCount();
        var isBelieved = (isOrdered && !statistics.isMinMaxDeprecated()) || isSigned();
        return bounds(
                isBelieved ? statistics.minValue() : null,
                isBelieved ? statistics.maxValue() : null,
                missing == null || missing > 0,
                missing != null && missing == group.numValues());
    }

    /// Of a page.
    ColumnBounds of(Page page) {
        var isBelieved = isOrdered || isSigned();
        return bounds(
                isBelieved ? page.least() : null,
                isBelieved ? page.greatest() : null,
                page.mayBeMissing(),
                page.isMissing());
    }

    private boolean isNullable() {
        return leaf.node().maxDefinitionLevel() > 0;
    }

    /// Whether nobody could compare otherwise. Some have taken what is no number for the least or the greatest.
    private boolean isSigned() {
        return switch (leaf.type()) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.DATE, Plain.TIME, Plain.TIMESTAMP, Plain.INSTANT ->
                    !ParquetForm.isUnsigned(leaf.node());
            case Plain.BIGINT -> !ParquetForm.isUnsigned(leaf.node());
            case ColumnType.Decimal _ ->
                    !ParquetForm.isUnsigned(leaf.node())
                            && (leaf.node().type() == PhysicalType.INT32 || leaf.node().type() == PhysicalType.INT64);
            case ColumnType _ -> false;
        };
    }

    private ColumnBounds bounds(byte[] least, byte[] greatest, boolean mayBeMissing, boolean isMissing) {
        return new ColumnBounds(
                leaf.type(),
                isMissing ? null : value(least),
                isMissing ? null : value(greatest),
                isNullable() && mayBeMissing,
                isNullable() && isMissing);
    }

    /// @return null if it is not known, or no value of the column
    private Object value(byte[] stored) {
        if (stored == null) {
            return null;
        }
        try {
            return switch (leaf.type()) {
                // It may be the begin of a text alone, and so end within a character.
                case Plain.TEXT -> new Utf8(stored, 0, stored.length);
                case Plain.BYTES, Plain.UUID -> null;
                case ColumnType _ -> {
                    var values = array(leaf.node(), stored);
                    yield values == null ? null : leaf.array(new StoredValues(values, null), 1).objects().apply(0);
                }
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return null;
        }
    }

    private static Arrayed array(SchemaNode.PrimitiveNode node, byte[] stored) {
        var padded = ByteBuffer.allocate(WIDEST).order(ByteOrder.LITTLE_ENDIAN);
        padded.put(stored, 0, Math.min(stored.length, WIDEST)).clear();
        return switch (node.type()) {
            case BOOLEAN -> stored.length == 1 ? new ColumnArray.Booleans(new boolean[] {stored[0] != 0}) : null;
            case INT32 -> stored.length == Integer.BYTES ? new ColumnArray.Ints(new int[] {padded.getInt()}) : null;
            case INT64 -> stored.length == Long.BYTES ? new ColumnArray.Longs(new long[] {padded.getLong()}) : null;
            case FLOAT -> stored.length == Float.BYTES ? new ColumnArray.Floats(new float[] {padded.getFloat()}) : null;
            case DOUBLE ->
                    stored.length == Double.BYTES ? new ColumnArray.Doubles(new double[] {padded.getDouble()}) : null;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new ColumnArray.Bytes(new int[] {0, stored.length}, stored);
            case INT96 -> null;
        };
    }
}
