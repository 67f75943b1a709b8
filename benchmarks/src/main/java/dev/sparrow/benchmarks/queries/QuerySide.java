/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// An engine in this process with its tables.
interface QuerySide {
    /// The values of a query's rows.
    QueryAnswer answer(String query) throws SQLException;

    /// Takes all rows of a query, as a program does that looks at none of them.
    ///
    /// @return how many there are
    int run(String query) throws SQLException;

    /// Sparrow.
    record OfSparrow(Sql sql) implements QuerySide {
        @Override
        public QueryAnswer answer(String query) {
            var table = sql.sql(query);
            var width = table.schema().fields().size();
            var rows = new ArrayList<List<Object>>();
            for (var row : table.collect()) {
                var cells = new ArrayList<>();
                for (var i = 0; i < width; i++) {
                    cells.add(row.get(i));
                }
                rows.add(cells);
            }
            return QueryAnswer.of(rows);
        }

        @Override
        public int run(String query) {
            return sql.sql(query).collect().size();
        }
    }

    /// DuckDB.
    ///
    /// @param schema of its tables
    record OfDuckdb(Connection connection, String schema) implements QuerySide {
        @Override
        public QueryAnswer answer(String query) throws SQLException {
            var all = new ArrayList<List<Object>>();
            try (var statement = connection.createStatement()) {
                statement.execute("set schema = '" + schema + "'");
                try (var rows = statement.executeQuery(query)) {
                    var width = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        var cells = new ArrayList<>();
                        for (var i = 1; i <= width; i++) {
                            cells.add(rows.getObject(i));
                        }
                        all.add(cells);
                    }
                }
            }
            return QueryAnswer.of(all);
        }

        @Override
        public int run(String query) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                var count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            }
        }
    }
}
