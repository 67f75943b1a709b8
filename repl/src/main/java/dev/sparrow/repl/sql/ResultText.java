/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import dev.sparrow.column.Row;
import dev.sparrow.table.Table;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/// How the rows of a result are printed.
public enum ResultText {
    /// With borders, the first rows alone.
    TABLE {
        @Override
        public void print(Table table, int rows, int width, PrintWriter out) {
            out.println(FittedTable.of(table.schema(), table.limit(rows + 1L).collect(), rows, width));
        }
    },
    CSV {
        @Override
        public void print(Table table, int rows, int width, PrintWriter out) {
            out.println(line(table.schema().names(), ResultText::field, ","));
            table.collect().forEach(row -> out.println(line(row.values(), ResultText::field, ",")));
        }
    },
    JSON {
        @Override
        public void print(Table table, int rows, int width, PrintWriter out) {
            table.collect().forEach(row -> out.println(object(table.schema().names(), row)));
        }
    },
    MARKDOWN {
        @Override
        public void print(Table table, int rows, int width, PrintWriter out) {
            out.println("| " + line(table.schema().names(), ResultText::cell, " | ") + " |");
            out.println("|" + "---|".repeat(table.schema().names().size()));
            table.collect().forEach(row -> out.println("| " + line(row.values(), ResultText::cell, " | ") + " |"));
        }
    };

    /// Prints it.
    ///
    /// @param rows how many are shown, where not all are
    /// @param width of the terminal
    public abstract void print(Table table, int rows, int width, PrintWriter out);

    private static String line(List<?> values, java.util.function.Function<Object, String> text, String between) {
        return values.stream().map(text).collect(Collectors.joining(between));
    }

    private static String field(Object value) {
        var text = value == null ? "" : value.toString();
        return text.contains(",") || text.contains("\"") || text.contains("\n")
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    private static String cell(Object value) {
        return value == null ? "" : value.toString().replace("|", "\\|").replace("\n", " ");
    }

    private static String object(List<String> names, Row row) {
        var members = new StringBuilder("{");
        for (var i = 0; i < names.size(); i++) {
            members.append(i == 0 ? "" : ",").append(quoted(names.get(i))).append(":").append(json(row.get(i)));
        }
        return members.append("}").toString();
    }

    private static String json(Object value) {
        return switch (value) {
            case null -> "null";
            case Double number when !Double.isFinite(number) -> quoted(number.toString());
            case Float number when !Float.isFinite(number) -> quoted(number.toString());
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            case List<?> list -> list.stream().map(ResultText::json).collect(Collectors.joining(",", "[", "]"));
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(character -> {
                    if (character == '"' || character == '\\') {
                        quoted.append('\\').append((char) character);
                    } else if (character < ' ') {
                        quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", character));
                    } else {
                        quoted.append((char) character);
                    }
                });
        return quoted.append('"').toString();
    }
}
