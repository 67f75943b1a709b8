/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text form of types, which [TypeParser] reads.
final class TypeText {
    static final String NOT_NULL = "not null";

    /// Names that need no quotes.
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private TypeText() {}

    static String of(ColumnType type) {
        return switch (type) {
            case Plain plain -> plain.toString();
            case Decimal decimal -> decimal.toString();
            case EnumOf(var constants) ->
                    constants.stream().map(name -> quoted(name, '\'')).collect(Collectors.joining(",", "enum(", ")"));
            case ListOf(var element, var nullable) -> "list<" + of(element, nullable) + ">";
            case StructOf(var schema) -> "struct<" + schema + ">";
            case MapOf(var key, var value, var nullable) -> "map<" + key + "," + of(value, nullable) + ">";
            case Opaque(var className) -> "opaque(" + quoted(className, '\'') + ")";
        };
    }

    static String of(Field field) {
        var name = WORD.matcher(field.name()).matches() ? field.name() : quoted(field.name(), '"');
        return name + ": " + of(field.type(), field.nullable());
    }

    private static String of(ColumnType type, boolean nullable) {
        return nullable ? type.toString() : type + " " + NOT_NULL;
    }

    private static String quoted(String text, char quote) {
        var mark = String.valueOf(quote);
        return mark + text.replace(mark, mark + mark) + mark;
    }
}
