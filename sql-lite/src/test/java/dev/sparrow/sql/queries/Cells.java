/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.queries;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.table.Table;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Values as DuckDB's driver writes them, so that answers can be compared.
public final class Cells {
    /// Sums of doubles depend on their order.
    private static final double RELATIVE_ERROR = 1e-9;

    private Cells() {}

    /// The rows of a table, each as its cells.
    public static List<List<String>> rows(Table table) {
        var rows = new ArrayList<List<String>>();
        var fields = table.schema().fields();
        for (var row : table.collect()) {
            var cells = new ArrayList<String>();
            for (var i = 0; i < fields.size(); i++) {
                cells.add(cell(row.get(i), fields.get(i).type()));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String cell(Object value, ColumnType type) {
        return value == null ? "null" : text(value, type).replace("\n", "\\n").strip();
    }

    private static String inner(Object value, ColumnType type) {
        return value == null ? "NULL" : text(value, type);
    }

    private static String text(Object value, ColumnType type) {
        return switch (value) {
            case LocalDateTime time -> Timestamp.valueOf(time).toString();
            case Instant time -> time.toString();
            case byte[] bytes -> bytes(bytes);
            case BigDecimal number -> number.toPlainString();
            case List<?> list ->
                    list.stream()
                            .map(each -> inner(each, type instanceof ListOf of ? of.element() : type))
                            .collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map when type instanceof StructOf(var schema) -> struct(map, schema);
            case Map<?, ?> map when type instanceof MapOf(var key, var element, var _) ->
                    map.entrySet().stream()
                            .map(entry -> inner(entry.getKey(), key) + "=" + inner(entry.getValue(), element))
                            .collect(Collectors.joining(", ", "{", "}"));
            case Object other -> other.toString();
        };
    }

    private static String struct(Map<?, ?> values, dev.sparrow.column.Schema schema) {
        var fields = schema.fields();
        var isRow = fields.stream().allMatch(field -> field.name().startsWith("element"));
        return fields.stream()
                .map(field ->
                        (isRow ? "" : "'" + field.name() + "': ")
                                + inner(values.get(field.name()), field.type())
                                + (isRow && fields.size() == 1 ? "," : ""))
                .collect(Collectors.joining(", ", isRow ? "(" : "{", isRow ? ")" : "}"));
    }

    private static String bytes(byte... bytes) {
        var text = new StringBuilder();
        for (var each : bytes) {
            text.append(each >= ' ' && each < 127 ? String.valueOf((char) each) : "\\x%02X".formatted(each));
        }
        return text.toString();
    }

    public static boolean isSame(List<String> row, List<String> other) {
        if (row.size() != other.size()) {
            return false;
        }
        for (var i = 0; i < row.size(); i++) {
            if (!row.get(i).equals(other.get(i)) && !isNear(row.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(String value, String expected) {
        if (!value.contains(".") && !expected.contains(".")) {
            return false;
        }
        try {
            var wanted = Double.parseDouble(expected);
            return Math.abs(Double.parseDouble(value) - wanted) <= RELATIVE_ERROR * Math.abs(wanted);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
