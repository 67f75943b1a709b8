/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.CommonType;
import dev.sparrow.column.Field;
import dev.sparrow.column.JavaForm;
import dev.sparrow.column.Schema;
import dev.sparrow.formats.record.Inference;
import dev.sparrow.formats.record.TextForm;
import dev.sparrow.formats.record.Unfit;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The types of columns that JSON values say, and the values as such columns hold them.
final class JsonTypes {
    private JsonTypes() {}

    /// The columns of objects: what all that is seen has in common. What is text or something else, by turns, is text.
    static Schema of(List<Map<String, Object>> objects) {
        var types = new LinkedHashMap<String, ColumnType>();
        objects.forEach(object -> object.forEach((name, value) -> types.merge(name, of(value), JsonTypes::common)));
        return schema(types);
    }

    private static Schema schema(Map<String, ColumnType> types) {
        var fields = new ArrayList<Field>();
        types.forEach((name, type) -> fields.add(new Field(name, settled(type), true)));
        return new Schema(fields);
    }

    private static ColumnType of(Object value) {
        return switch (value) {
            case null -> Plain.NULL;
            case Boolean _ -> Plain.BOOLEAN;
            case Integer _, Long _ -> Plain.BIGINT;
            case Number _ -> Plain.DOUBLE;
            case String text -> time(text);
            case List<?> list ->
                    new ListOf(list.stream().map(JsonTypes::of).reduce(Plain.NULL, JsonTypes::common), true);
            case Map<?, ?> map -> {
                var fields = new ArrayList<Field>();
                map.forEach((name, member) -> fields.add(new Field(String.valueOf(name), of(member), true)));
                yield new StructOf(new Schema(fields));
            }
            default -> JavaForm.typeOf(value.getClass()); // of folders
        };
    }

    private static ColumnType time(String text) {
        var type = Inference.of(text);
        return type == Plain.DATE || type == Plain.TIMESTAMP ? type : Plain.TEXT;
    }

    private static ColumnType common(ColumnType left, ColumnType right) {
        if (left instanceof ListOf(var one, _) && right instanceof ListOf(var other, _)) {
            return new ListOf(common(one, other), true);
        }
        if (left instanceof StructOf(var one) && right instanceof StructOf(var other)) {
            var types = new LinkedHashMap<String, ColumnType>();
            one.fields().forEach(field -> types.put(field.name(), field.type()));
            other.fields().forEach(field -> types.merge(field.name(), field.type(), JsonTypes::common));
            var fields = new ArrayList<Field>();
            types.forEach((name, type) -> fields.add(new Field(name, type, true)));
            return new StructOf(new Schema(fields));
        }
        if ((left == Plain.BIGINT && right == Plain.DOUBLE) || (left == Plain.DOUBLE && right == Plain.BIGINT)) {
            return Plain.DOUBLE;
        }
        return CommonType.of(left, right).orElse(Plain.TEXT);
    }

    /// Nothing but nulls is no reason for anything but text.
    private static ColumnType settled(ColumnType type) {
        return switch (type) {
            case Plain.NULL -> Plain.TEXT;
            case ListOf(var element, _) -> new ListOf(settled(element), true);
            case StructOf(var schema) -> {
                var types = new LinkedHashMap<String, ColumnType>();
                schema.fields().forEach(field -> types.put(field.name(), field.type()));
                yield new StructOf(schema(types));
            }
            case Plain _, Decimal _, EnumOf _, MapOf _, Opaque _ -> type;
        };
    }

    /// A value as a column holds it.
    ///
    /// @throws Unfit if it is none of its type
    static Object value(Object value, Field column) throws Unfit {
        return value(value, column.type(), column.name());
    }

    private static Object value(Object value, ColumnType type, String column) throws Unfit {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case Plain plain -> plain(value, plain, column);
            case ListOf(var element, _) when value instanceof List<?> list -> {
                var values = new ArrayList<Object>();
                for (var each : list) {
                    values.add(value(each, element, column));
                }
                yield values;
            }
            case StructOf(var schema) when value instanceof Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Object>();
                for (var field : schema.fields()) {
                    members.put(field.name(), value(map.get(field.name()), field.type(), column));
                }
                yield members;
            }
            case Decimal _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> own(value, type, column);
        };
    }

    private static Object plain(Object value, Plain type, String column) throws Unfit {
        return switch (value) {
            case String text when type == Plain.DATE || type == Plain.TIMESTAMP -> time(text, type, column);
            case Integer number when type == Plain.BIGINT -> number.longValue();
            case Number number when type == Plain.DOUBLE -> number.doubleValue();
            case String text when type == Plain.TEXT -> text;
            case Object other when type == Plain.TEXT -> Mapper.create().writeValueAsString(other);
            default -> own(value, type, column);
        };
    }

    private static Object own(Object value, ColumnType type, String column) throws Unfit {
        if (!JavaForm.classOf(type).isInstance(value)) {
            throw Unfit.value(column, value, JavaForm.classOf(type));
        }
        return value;
    }

    private static Object time(String text, ColumnType type, String column) throws Unfit {
        try {
            return TextForm.of(type).orElseThrow().parse(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Unfit.value(column, text, JavaForm.classOf(type));
        }
    }
}
