/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.suites;

import dev.sparrow.sql.Sql;
import dev.sparrow.sql.queries.Cells;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Compares answers with those of DuckDB.
final class Suite {
    private Suite() {}

    /// Where the rows of a query differ; nothing if they do not. Rows may have any order, since several may be the
    /// first of a query's order.
    static Optional<String> difference(Sql sql, Connection duckDb, String query) throws SQLException {
        List<List<String>> rows;
        try {
            rows = sorted(Cells.rows(sql.sql(query)));
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        var expected = sorted(rows(duckDb, query));
        if (rows.size() != expected.size()) {
            return Optional.of(rows.size() + " rows, and DuckDB has " + expected.size());
        }
        for (var i = 0; i < rows.size(); i++) {
            if (!Cells.isSame(rows.get(i), expected.get(i))) {
                return Optional.of("has " + rows.get(i) + ", and DuckDB has " + expected.get(i));
            }
        }
        return Optional.empty();
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Comparator.comparing(Suite::key)).toList();
    }

    /// With few digits: sums of doubles depend on their order.
    private static String key(List<String> row) {
        var key = new ArrayList<String>();
        for (var cell : row) {
            key.add(cell.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? "%.5e".formatted(Double.parseDouble(cell)) : cell);
        }
        return key.toString();
    }

    private static List<List<String>> rows(Connection duckDb, String query) throws SQLException {
        try (var statement = duckDb.createStatement();
                var rows = statement.executeQuery(query)) {
            var width = rows.getMetaData().getColumnCount();
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (var i = 1; i <= width; i++) {
                    cells.add(String.valueOf(rows.getString(i)).strip());
                }
                all.add(cells);
            }
            return all;
        }
    }
}
