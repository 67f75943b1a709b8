/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.queries;

import dev.sparrow.Sparrow;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.Tables;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// The tables of a database of DuckDB as tables of Sparrow.
public final class CaseTables {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

    private CaseTables() {}

    /// Registers all tables and views.
    ///
    /// @param partitions of each table
    public static void copy(Connection database, Sql sql, Sparrow sc, int partitions) throws SQLException {
        for (var name : names(database)) {
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery("from \"" + name + "\"")) {
                var schema = schema(rows);
                sql.register(name, Tables.of(sc.parallelize(rows(rows, schema), partitions), schema));
            }
        }
    }

    private static List<String> names(Connection database) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = database.createStatement();
                var found =
                        statement.executeQuery(
                                "select table_name from duckdb_tables() union all"
                                        + " select view_name from duckdb_views() where not internal")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    public static List<Row> rows(ResultSet from, Schema schema) throws SQLException {
        var rows = new ArrayList<Row>();
        while (from.next()) {
            var values = new Object[schema.fields().size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = value(from.getObject(i + 1), schema.fields().get(i).type());
            }
            rows.add(Row.over(values));
        }
        return rows;
    }

    private static Object value(Object value, ColumnType type) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> {
                var elements = new ArrayList<>();
                for (var element : (Object[]) array.getArray()) {
                    elements.add(value(element, ((ColumnType.ListOf) type).element()));
                }
                yield elements;
            }
            case Struct struct -> {
                var fields = ((ColumnType.StructOf) type).schema().fields();
                var values = new LinkedHashMap<String, Object>();
                for (var i = 0; i < fields.size(); i++) {
                    values.put(fields.get(i).name(), value(struct.getAttributes()[i], fields.get(i).type()));
                }
                yield values;
            }
            case Timestamp time -> time.toLocalDateTime();
            case java.sql.Date date -> date.toLocalDate();
            case Object other -> other;
        };
    }

    public static Schema schema(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var fields = new ArrayList<Field>();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            fields.add(new Field(columns.getColumnName(i), type(columns.getColumnTypeName(i)), true));
        }
        return new Schema(fields);
    }

    private static ColumnType type(String name) {
        var decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return new ColumnType.Decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        if (name.endsWith("[]")) {
            return new ColumnType.ListOf(type(name.substring(0, name.length() - 2)), true);
        }
        if (name.startsWith("STRUCT(")) {
            var fields = new ArrayList<Field>();
            for (var field : Arrays.asList(name.substring(7, name.length() - 1).split(", "))) {
                var space = field.indexOf(' ');
                fields.add(new Field(field.substring(0, space), type(field.substring(space + 1)), true));
            }
            return new ColumnType.StructOf(new Schema(fields));
        }
        return switch (name) {
            case "INTEGER" -> Plain.INT;
            case "HUGEINT" -> new ColumnType.Decimal(38, 0);
            case "VARCHAR" -> Plain.TEXT;
            case String other -> ColumnType.parse(other.toLowerCase(java.util.Locale.ROOT));
        };
    }
}
