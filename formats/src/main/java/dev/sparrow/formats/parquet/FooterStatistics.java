/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.metadata.Statistics;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What the footers of files say about the columns of a table. Of many files some are looked at, and the others are
/// taken to be like them.
final class FooterStatistics {
    private static final int FILES_MAX = 8;

    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private long rows;
    private long bytes;

    /// @param nulls how many values are missing
    private record Range(double least, double greatest, long nulls) {
        Range and(Range other) {
            return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest), nulls + other.nulls);
        }
    }

    private FooterStatistics() {}

    static TableStatistics of(List<FileSplit> splits, Schema schema, SourceTask task) {
        var whole = new LinkedHashMap<String, FileSplit>();
        for (var split : splits) {
            whole.putIfAbsent(
                    split.path(),
                    new FileSplit(
                            split.path(),
                            0,
                            split.fileLength(),
                            split.fileLength(),
                            split.modifiedMillis(),
                            split.compression(),
                            split.folders()));
        }
        var files = List.copyOf(whole.values());
        var statistics = new FooterStatistics();
        for (var i = 0; i < Math.min(FILES_MAX, files.size()); i++) {
            statistics.add(files.get((int) ((long) i * files.size() / Math.min(FILES_MAX, files.size()))), task);
        }
        var all = files.stream().mapToLong(FileSplit::fileLength).sum();
        return statistics.of(schema, (double) all / Math.max(1, statistics.bytes));
    }

    private void add(FileSplit split, SourceTask task) {
        try (var file = new ParquetFile(split, task)) {
            bytes += split.fileLength();
            for (var group : file.groups().chosen()) {
                rows += group.numRows();
                file.nodes().forEach(node -> add(node, group));
            }
        } catch (SparrowException _) {
            // A damaged file is an error of those that read it.
        }
    }

    private void add(SchemaNode node, RowGroup group) {
        if (node instanceof SchemaNode.PrimitiveNode column && column.maxRepetitionLevel() == 0) {
            var range = range(column, group.columns().get(column.columnIndex()));
            ranges.merge(node.name(), range, Range::and);
        }
    }

    private static Range range(SchemaNode.PrimitiveNode column, ColumnChunk chunk) {
        var statistics = chunk.metaData().statistics();
        if (statistics == null) {
            return new Range(Double.NaN, Double.NaN, 0);
        }
        var nulls = statistics.nullCount() == null ? 0 : statistics.nullCount();
        return hasBounds(column, statistics)
                ? new Range(value(column, statistics.minValue()), value(column, statistics.maxValue()), nulls)
                : new Range(Double.NaN, Double.NaN, nulls);
    }

    private static boolean hasBounds(SchemaNode.PrimitiveNode column, Statistics statistics) {
        var isUnsigned = column.logicalType() instanceof LogicalType.IntType(_, var signed) && !signed;
        return statistics.minValue() != null && statistics.maxValue() != null && !isUnsigned;
    }

    /// A value as a number in the unit of statistics; NaN if its type has none.
    private static double value(SchemaNode.PrimitiveNode column, byte... bytes) {
        var type = ParquetForm.typeOf(column);
        var stored = number(column, type, bytes);
        return switch (type) {
            case Decimal(_, var scale) -> stored / Math.pow(10, scale);
            case Plain.TIMESTAMP, Plain.INSTANT, Plain.TIME ->
                    stored * ParquetForm.unit(column.logicalType()).getDuration().toNanos();
            case ColumnType _ -> stored;
        };
    }

    private static double number(SchemaNode.PrimitiveNode column, ColumnType type, byte... bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (column.type()) {
            case INT32 -> bytes.length == Integer.BYTES ? buffer.getInt() : Double.NaN;
            case INT64 -> bytes.length == Long.BYTES ? buffer.getLong() : Double.NaN;
            case FLOAT -> bytes.length == Float.BYTES ? buffer.getFloat() : Double.NaN;
            case DOUBLE -> bytes.length == Double.BYTES ? buffer.getDouble() : Double.NaN;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                    type instanceof Decimal && bytes.length > 0 ? new BigInteger(bytes).doubleValue() : Double.NaN;
            case BOOLEAN, INT96 -> Double.NaN;
        };
    }

    private TableStatistics of(Schema schema, double filesForEach) {
        var columns = new ArrayList<ColumnStatistics>();
        var count = rows * filesForEach;
        for (var field : schema.fields()) {
            var range = ranges.get(field.name());
            columns.add(range == null ? ColumnStatistics.UNKNOWN : column(field.type(), range, count));
        }
        return new TableStatistics(OptionalLong.of(Math.round(count)), columns);
    }

    /// Whole numbers are taken to be all different, as far as their range has so many.
    private ColumnStatistics column(ColumnType type, Range range, double count) {
        var isWhole =
                switch (type) {
                    case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT, Plain.DATE -> true;
                    case ColumnType _ -> false;
                };
        var distinct = isWhole ? Math.min(count, range.greatest - range.least + 1) : Double.NaN;
        return new ColumnStatistics(range.least, range.greatest, distinct, (double) range.nulls / Math.max(1, rows));
    }
}
