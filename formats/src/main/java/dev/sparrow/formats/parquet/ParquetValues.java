/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.formats.record.ColumnNames;
import dev.sparrow.formats.record.Unfit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/// The values of a column as Java knows them, at any depth. The library reads unsigned numbers as signed ones, and
/// constants of an enum as bytes.
final class ParquetValues {
    private ParquetValues() {}

    /// What makes them of the library's values.
    ///
    /// @throws Unfit if a group in it has two columns of one name
    static UnaryOperator<Object> of(SchemaNode node) throws Unfit {
        var one = one(node);
        return node.repetitionType() == RepetitionType.REPEATED ? each(one) : one;
    }

    /// The names of the columns in a group.
    ///
    /// @throws IllegalArgumentException if one has none
    static List<String> names(SchemaNode.GroupNode group) {
        var names = group.children().stream().map(SchemaNode::name).toList();
        if (names.contains(null)) {
            throw new IllegalArgumentException("a column has no name");
        }
        return names;
    }

    /// Converts a single one of repeated values.
    private static UnaryOperator<Object> one(SchemaNode node) throws Unfit {
        return switch (node) {
            case SchemaNode.PrimitiveNode primitive -> leaf(primitive.logicalType());
            case SchemaNode.GroupNode group when group.isList() -> each(one(group.getListElement()));
            case SchemaNode.GroupNode group when group.isMap() -> entries(group);
            case SchemaNode.GroupNode group when group.isVariant() -> UnaryOperator.identity();
            case SchemaNode.GroupNode group -> fields(group);
        };
    }

    private static UnaryOperator<Object> leaf(LogicalType type) {
        return switch (type) {
            case LogicalType.IntType number when !number.isSigned() && number.bitWidth() == Long.SIZE ->
                    value -> value instanceof Number bits ? unsigned(bits.longValue()) : value;
            case LogicalType.IntType number when !number.isSigned() && number.bitWidth() == Integer.SIZE ->
                    value -> value instanceof Number bits ? (Object) Integer.toUnsignedLong(bits.intValue()) : value;
            case LogicalType.EnumType _ ->
                    value -> value instanceof byte[] name ? new String(name, StandardCharsets.UTF_8) : value;
            case null, default -> UnaryOperator.identity();
        };
    }

    private static BigInteger unsigned(long bits) {
        var low = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? low.setBit(Long.SIZE - 1) : low;
    }

    private static UnaryOperator<Object> each(UnaryOperator<Object> element) {
        return value -> {
            if (!(value instanceof PqList list)) {
                return value;
            }
            var plain = new ArrayList<Object>(list.size());
            for (var i = 0; i < list.size(); i++) {
                plain.add(element.apply(list.get(i)));
            }
            return plain;
        };
    }

    private static UnaryOperator<Object> entries(SchemaNode.GroupNode group) throws Unfit {
        var key = one(group.getMapKey());
        var element = group.getMapValue() == null ? UnaryOperator.identity() : one(group.getMapValue());
        return value -> {
            if (!(value instanceof PqMap map)) {
                return value;
            }
            var plain = new LinkedHashMap<Object, Object>();
            for (var entry : map.getEntries()) {
                plain.put(key.apply(entry.getKey()), element.apply(entry.getValue()));
            }
            return plain;
        };
    }

    private static UnaryOperator<Object> fields(SchemaNode.GroupNode group) throws Unfit {
        var names = names(group);
        ColumnNames.requireUnique(names);
        var fields = new ArrayList<UnaryOperator<Object>>();
        for (var child : group.children()) {
            fields.add(of(child));
        }
        return value -> value instanceof PqStruct struct ? fields(struct, names, fields) : value;
    }

    private static Object fields(PqStruct struct, List<String> names, List<UnaryOperator<Object>> fields) {
        var plain = LinkedHashMap.<String, Object>newLinkedHashMap(names.size());
        for (var i = 0; i < names.size(); i++) {
            plain.put(names.get(i), fields.get(i).apply(struct.getValue(names.get(i))));
        }
        return plain;
    }
}
