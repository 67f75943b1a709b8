/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.kernel.Lists;
import dev.sparrow.table.kernel.Structs;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Expressions of structs and maps, whose types follow other rules than a signature says.
public final class Nested {
    private static final String ELEMENT = "element";

    private Nested() {}

    /// A struct of some values.
    public static Expression struct(List<String> names, List<Expression> values) {
        var fields = new ArrayList<Field>();
        for (var i = 0; i < names.size(); i++) {
            fields.add(new Field(names.get(i), values.get(i).type(), true));
        }
        var arguments = new ArrayList<Expression>();
        arguments.add(new Literal(List.copyOf(names), new Opaque(List.class.getName())));
        arguments.addAll(values);
        return Folding.fold(
                new Call(
                        function("struct_pack", "of", Object.class, true, false, Object[].class),
                        arguments,
                        new StructOf(new Schema(fields)),
                        false));
    }

    /// A struct whose fields have no names but their places.
    public static Expression row(List<Expression> values) {
        var names = new ArrayList<String>();
        for (var i = 1; i <= values.size(); i++) {
            names.add(ELEMENT + i);
        }
        return struct(names, values);
    }

    /// Lists side by side, as a list of rows.
    public static Expression zip(List<Expression> lists) {
        var fields = new ArrayList<Field>();
        for (var list : lists) {
            var element = list.type() instanceof ListOf(var type, var _) ? type : Plain.NULL;
            fields.add(new Field(ELEMENT + (fields.size() + 1), element, true));
        }
        var function =
                new ScalarFunction(
                        "list_zip",
                        Lists.class,
                        "zip",
                        MethodType.methodType(Object.class, Object[].class),
                        true,
                        false);
        return Folding.fold(new Call(function, lists, new ListOf(new StructOf(new Schema(fields)), true), false));
    }

    /// The value of a field, whatever the case of its name; nothing if there is no such field.
    public static Optional<Expression> field(Expression struct, String name) {
        if (!(struct.type() instanceof StructOf(var schema)) || schema.find(name) < 0) {
            return Optional.empty();
        }
        return Optional.of(field(struct, schema.find(name)));
    }

    /// The value of a field by its place.
    public static Expression field(Expression struct, int place) {
        var field = ((StructOf) struct.type()).schema().fields().get(place);
        return object(
                "struct_extract",
                "field",
                field.type(),
                true,
                struct,
                new Literal(field.name(), new Opaque(String.class.getName())));
    }

    /// A map of lists of its keys and of its values.
    public static Expression map(Expression keys, Expression values) {
        var key = keys.type() instanceof ListOf(var type, var _) ? type : Plain.NULL;
        var value = values.type() instanceof ListOf(var type, var _) ? type : Plain.NULL;
        return object("map", "map", new MapOf(key, value, true), false, keys, values);
    }

    /// A map of a list of structs of two fields.
    public static Expression mapOfEntries(Expression entries) {
        if (!(entries.type() instanceof ListOf(StructOf(var schema), var _)) || schema.fields().size() != 2) {
            throw SparrowException.invalidArgument(
                    "map_from_entries takes a list of pairs, such as [(1, 'a')], not " + entries.type() + ".");
        }
        var type = new MapOf(schema.fields().getFirst().type(), schema.fields().getLast().type(), true);
        return object("map_from_entries", "mapOfEntries", type, false, entries);
    }

    /// The value of a key; missing if the map does not have it.
    public static Expression element(Expression map, Expression key) {
        var type = (MapOf) map.type();
        return object("map_extract", "element", type.value(), true, map, Casting.cast(key, type.key(), false));
    }

    public static Expression hasKey(Expression map, Expression key) {
        var function = function("map_contains", "hasKey", boolean.class, false, false, Object.class, Object.class);
        var sought = Casting.cast(key, ((MapOf) map.type()).key(), false);
        return Folding.fold(new Call(function, List.of(map, sought), Plain.BOOLEAN, false));
    }

    public static Expression keys(Expression map) {
        return object("map_keys", "keys", new ListOf(((MapOf) map.type()).key(), true), false, map);
    }

    public static Expression values(Expression map) {
        return object("map_values", "values", new ListOf(((MapOf) map.type()).value(), true), false, map);
    }

    public static Expression size(Expression map) {
        var function = function("cardinality", "size", long.class, false, false, Object.class);
        return Folding.fold(new Call(function, List.of(map), Plain.BIGINT, false));
    }

    private static Expression object(
            String name, String method, ColumnType type, boolean mayReturnNull, Expression... arguments) {
        var parameters = new Class<?>[arguments.length];
        java.util.Arrays.fill(parameters, Object.class);
        var function = function(name, method, Object.class, false, mayReturnNull, parameters);
        return Folding.fold(new Call(function, List.of(arguments), type, false));
    }

    private static ScalarFunction function(
            String name,
            String method,
            Class<?> result,
            boolean takesNulls,
            boolean mayReturnNull,
            Class<?>... parameters) {
        return new ScalarFunction(
                name, Structs.class, method, MethodType.methodType(result, parameters), takesNulls, mayReturnNull);
    }
}
