/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.ColumnBuilder;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;
import dev.sparrow.function.Function0;
import dev.sparrow.table.expression.Expression;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table of a database, read by one query in one task.
///
/// @param connect opens a connection, which is closed with the task
/// @param table as the database has it, perhaps with a schema before it
/// @param names of the columns, quoted as the database wants
/// @param conditions as SQL, of which all hold
/// @param limit how many rows are enough; below 0 for all
record JdbcSource(
        Function0<? extends Connection> connect,
        String table,
        Schema schema,
        List<String> names,
        List<String> conditions,
        long limit)
        implements BatchSource<Row> {
    private static final int ROWS = 1_024;

    /// What the database says of a table.
    static JdbcSource of(Function0<? extends Connection> connect, Connection connection, String table)
            throws SQLException {
        var given = connection.getMetaData().getIdentifierQuoteString();
        var quote = given == null ? "" : given.strip();
        try (var statement = connection.createStatement();
                var nothing = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            var columns = nothing.getMetaData();
            var fields = new ArrayList<Field>();
            var names = new ArrayList<String>();
            for (var i = 1; i <= columns.getColumnCount(); i++) {
                var name = columns.getColumnLabel(i);
                names.add(quote + name.replace(quote, quote + quote) + quote);
                fields.add(new Field(name, JdbcTypes.of(columns, i), true));
            }
            return new JdbcSource(connect, table, new Schema(fields), List.copyOf(names), List.of(), -1);
        }
    }

    /// Asked for the rows alone for which a condition is true, as far as databases understand it.
    JdbcSource where(Expression condition) {
        var all = new ArrayList<>(conditions);
        condition.conjuncts().forEach(each -> JdbcConditions.text(each, names).ifPresent(all::add));
        return new JdbcSource(connect, table, schema, names, List.copyOf(all), limit);
    }

    JdbcSource limit(long rows) {
        return new JdbcSource(connect, table, schema, names, conditions, rows);
    }

    /// What the database is asked.
    String query(List<String> columns) {
        var selected =
                columns.isEmpty()
                        ? "1"
                        : columns.stream()
                                .map(name -> names.get(schema.indexOf(name)))
                                .collect(Collectors.joining(", "));
        var where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return "SELECT " + selected + " FROM " + table + where;
    }

    @Override
    public List<FileSplit> splits() {
        return List.of();
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public String describe() {
        return query(schema.names()) + (limit < 0 ? "" : ", " + limit + " rows");
    }

    @Override
    public BatchReader open(int partition, SourceTask task, List<String> columns) {
        return opened(columns);
    }

    private Batches opened(List<String> columns) {
        Connection connection = null;
        try {
            connection = connect.call();
            var statement =
                    connection.prepareStatement(
                            query(columns), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            if (limit >= 0 && limit < Integer.MAX_VALUE) {
                statement.setMaxRows((int) Math.max(1, limit));
            }
            statement.setFetchSize(ROWS);
            var fields = columns.stream().map(name -> schema.fields().get(schema.indexOf(name))).toList();
            return new Batches(connection, statement, statement.executeQuery(), new Schema(fields));
        } catch (Exception e) {
            close(connection);
            throw unreadable(query(columns), e);
        }
    }

    private static void close(Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException _) {
                return; // all that was wanted has been read, or the reading has failed, which is told
            }
        }
    }

    private static SparrowException unreadable(String query, Exception e) {
        return new SparrowException(ErrorCode.INPUT_UNREADABLE, "A database does not answer " + query + ": " + e, e);
    }

    @Override
    public ElementReader<Row> open(int partition, SourceTask task) {
        var batches = opened(schema.names());
        return new ElementReader<>() {
            private final java.util.ArrayDeque<Row> rows = new java.util.ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (rows.isEmpty()) {
                    var batch = batches.next();
                    if (batch == null) {
                        return false;
                    }
                    var columns = batch.columns().stream().map(column -> column.objects()).toList();
                    for (var row = 0; row < batch.rows(); row++) {
                        var at = row;
                        rows.add(Row.over(columns.stream().map(column -> column.apply(at)).toArray()));
                    }
                }
                return true;
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException();
                }
                return rows.remove();
            }

            @Override
            public void close() {
                batches.close();
            }
        };
    }

    private record Batches(Connection connection, Statement statement, ResultSet rows, Schema schema)
            implements BatchReader {
        @Override
        public ColumnBatch next() {
            var types = schema.fields().stream().map(Field::type).toList();
            var builders = types.stream().map(ColumnBuilder::new).toList();
            var count = 0;
            try {
                for (; count < ROWS && rows.next(); count++) {
                    add(types, builders);
                }
            } catch (SQLException e) {
                throw unreadable("with more rows", e);
            }
            return count == 0 ? null : new ColumnBatch(count, builders.stream().map(ColumnBuilder::build).toList());
        }

        private void add(List<ColumnType> types, List<ColumnBuilder> builders) throws SQLException {
            for (var i = 0; i < types.size(); i++) {
                builders.get(i).add(JdbcTypes.value(rows, i + 1, types.get(i)));
            }
        }

        @Override
        public void close() {
            JdbcSource.close(connection);
        }
    }
}
