/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.TypeName;
import dev.sparrow.table.kernel.Interval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The types that names of types mean.
final class TypeBinder {
    private static final Map<String, Plain> PLAIN = new HashMap<>();

    static {
        put(Plain.BOOLEAN, "boolean", "bool", "logical");
        put(Plain.TINYINT, "tinyint", "int1", "byte");
        put(Plain.SMALLINT, "smallint", "int2", "short");
        put(Plain.INT, "integer", "int", "int4", "signed");
        put(Plain.BIGINT, "bigint", "int8", "long");
        put(Plain.FLOAT, "float", "float4", "real");
        put(Plain.DOUBLE, "double", "float8");
        put(Plain.TEXT, "varchar", "text", "string", "char", "character", "bpchar");
        put(Plain.BYTES, "blob", "bytea", "binary", "varbinary");
        put(Plain.DATE, "date");
        put(Plain.TIME, "time");
        put(Plain.TIMESTAMP, "timestamp", "datetime");
        put(Plain.INSTANT, "timestamptz");
        put(Plain.UUID, "uuid");
    }

    private final Binding binding;

    TypeBinder(Binding binding) {
        this.binding = binding;
    }

    private static void put(Plain type, String... names) {
        List.of(names).forEach(name -> PLAIN.put(name, type));
    }

    ColumnType bind(TypeName type) {
        return switch (type) {
            case TypeName.Plain plain -> plain(plain);
            case TypeName.ListType(var _, var element, var _) -> new ColumnType.ListOf(bind(element), true);
            case TypeName.MapType(var _, var key, var value) -> new ColumnType.MapOf(bind(key), bind(value), true);
            case TypeName.StructType(var _, var fields) ->
                    new ColumnType.StructOf(
                            new Schema(
                                    fields.stream()
                                            .map(field -> new Field(field.name().text(), bind(field.type()), true))
                                            .toList()));
        };
    }

    private ColumnType plain(TypeName.Plain type) {
        var name = type.name().key();
        if (name.equals("decimal") || name.equals("numeric") || name.equals("dec")) {
            var parameters = type.parameters();
            var precision = parameters.isEmpty() ? 18 : parameters.getFirst().intValue();
            var scale = parameters.size() > 1 ? parameters.get(1).intValue() : parameters.isEmpty() ? 3 : 0;
            return binding.at(type.at(), () -> new ColumnType.Decimal(precision, scale));
        }
        if (name.equals("interval")) {
            return Interval.TYPE;
        }
        return Optional.<ColumnType>ofNullable(PLAIN.get(name))
                .orElseThrow(() ->
                        binding.problem(
                                ProblemCode.WRONG_TYPE,
                                type.at(),
                                "There is no type '" + type.name().text() + "'.",
                                Binding.meant(name, List.copyOf(PLAIN.keySet()))));
    }
}
