/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tables;

import dev.sparrow.column.Row;
import dev.sparrow.table.Table;

import java.sql.SQLException;
import java.sql.Statement;

/// A number that stands for the rows of an answer: the sum of all numbers in them.
final class Answers {
    private Answers() {}

    static double of(Table table) {
        var sum = 0.0;
        for (var row : table.collect()) {
            sum += of(row, table.schema().fields().size());
        }
        return sum;
    }

    private static double of(Row row, int columns) {
        var sum = 0.0;
        for (var i = 0; i < columns; i++) {
            sum += row.get(i) instanceof Number number ? number.doubleValue() : 0;
        }
        return sum;
    }

    static double of(Statement sql, String query) throws SQLException {
        try (var rows = sql.executeQuery(query)) {
            var columns = rows.getMetaData().getColumnCount();
            var sum = 0.0;
            while (rows.next()) {
                for (var i = 1; i <= columns; i++) {
                    sum += rows.getObject(i) instanceof Number number ? number.doubleValue() : 0;
                }
            }
            return sum;
        }
    }
}
