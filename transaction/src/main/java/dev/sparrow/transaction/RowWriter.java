/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.spi.TaskSession;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The task that stages the rows of a partition, under the name of its attempt.
///
/// Each attempt has a name of its own, so those that fail, and duplicates, leave rows that nobody takes.
///
/// @param transaction its name
record RowWriter<T>(Target target, String transaction, Function<? super T, ? extends List<?>> values)
        implements Function2<Integer, Iterator<T>, Iterator<String>> {
    private static final int BATCH = 1_000;

    /// Where rows go.
    ///
    /// @param insert see [dev.sparrow.coordination.commit.sink.JdbcSink#stagingStatement]
    /// @param width how many values a row has
    record Target(String url, Map<String, String> properties, String insert, int width) implements Serializable {}

    @Override
    public Iterator<String> call(Integer partition, Iterator<T> rows) throws Exception {
        var attempt = attempt(partition);
        try (var connection = new UrlDatabase(target.url(), target.properties()).getConnection()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(target.insert())) {
                write(insert, attempt, rows);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    "Rows of partition " + partition + " could not be written to a database: " + e.getMessage(),
                    e);
        }
        return List.of(attempt).iterator();
    }

    private String attempt(int partition) {
        var session = TaskSession.current();
        var run = session == null ? "" : "." + session.attempt().id() + "." + session.attempt().stageRun();
        return transaction + "/" + partition + run;
    }

    private void write(PreparedStatement insert, String attempt, Iterator<T> rows) throws Exception {
        var waiting = 0;
        while (rows.hasNext()) {
            var row = values.call(rows.next());
            if (row == null || row.size() != target.width()) {
                throw new SparrowException(
                        ErrorCode.USER_FUNCTION,
                        "A row for the table has %s, but the table has %d columns."
                                .formatted(row == null ? "no list of values" : row.size() + " values", target.width()));
            }
            insert.setString(1, attempt);
            for (var column = 0; column < row.size(); column++) {
                insert.setObject(column + 2, row.get(column));
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                var _ = insert.executeBatch();
                waiting = 0;
            }
        }
        if (waiting > 0) {
            var _ = insert.executeBatch();
        }
    }
}
