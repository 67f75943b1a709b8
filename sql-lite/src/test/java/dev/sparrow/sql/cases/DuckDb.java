/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.cases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The oracle: what DuckDB answers.
public final class DuckDb implements AutoCloseable {
    private static final int ROWS_MAX = 12;
    private static final int CELL_MAX = 60;

    /// Answers that are not the same each time.
    private static final Pattern VARYING =
            Pattern.compile(
                    "explain|sample|summarize|show|current_|session_|system\\(|threads|now\\(|localtime",
                    Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final Path folder;

    /// @param folder for files: statements name it FOLDER
    public DuckDb(Path folder) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.folder = folder;
        folder.toFile().mkdirs();
        run("set threads = 1");
        run("set preserve_insertion_order = true");
    }

    public Connection connection() {
        return connection;
    }

    /// Whether the answer to a statement is not the same each time.
    public static boolean isVarying(String statement) {
        return VARYING.matcher(statement).find();
    }

    /// Runs statements that have to succeed.
    public void run(String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /// As [#answer], with all rows, of a query that has to succeed.
    public List<String> allRows(String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            return table(statement.executeQuery(query), false, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    /// Columns with types, then rows; or the first line of the error.
    public List<String> answer(String text) {
        try (var statement = connection.createStatement()) {
            var hasRows = statement.execute(text.replace("FOLDER", folder.toString()));
            return hasRows
                    ? table(statement.getResultSet(), isVarying(text), ROWS_MAX, CELL_MAX)
                    : List.of("duckdb: done");
        } catch (SQLException e) {
            var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return isTaken(message)
                    ? List.of("duckdb: wants values")
                    : List.of("duckdb: error: " + message.replace(folder.toString(), "FOLDER").strip());
        }
    }

    public static boolean takes(List<String> answers) {
        return answers.stream().anyMatch(line -> line.startsWith("duckdb: "))
                && answers.stream().noneMatch(line -> line.startsWith("duckdb: error"));
    }

    /// An answer with the types of columns alone.
    public static List<String> withoutNames(List<String> answer) {
        return answer.stream()
                .map(line -> line.startsWith("duckdb: ") ? line.replaceAll("(?<=^duckdb: | \\| )[^|]* ", "") : line)
                .toList();
    }

    private static boolean isTaken(String message) {
        return message.contains("Values were not provided for the following prepared statement parameters")
                || message.contains("Values were not provided for the following parameters");
    }

    private static List<String> table(ResultSet rows, boolean varying, int rowsMax, int cellMax) throws SQLException {
        var columns = rows.getMetaData();
        var lines = new ArrayList<String>();
        var header = new ArrayList<String>();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            header.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
        }
        lines.add("duckdb: " + line(header));
        if (varying) {
            return lines;
        }
        while (rows.next() && lines.size() <= rowsMax) {
            var cells = new ArrayList<String>();
            for (var i = 1; i <= columns.getColumnCount(); i++) {
                cells.add(cell(rows.getString(i), cellMax));
            }
            lines.add("  " + line(cells));
        }
        return lines;
    }

    private static String cell(String value, int max) {
        return value == null ? "null" : value.length() > max ? value.substring(0, max) + "…" : value;
    }

    private static String line(List<String> cells) {
        return String.join(" | ", cells).replace("\n", "\\n").stripTrailing();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
