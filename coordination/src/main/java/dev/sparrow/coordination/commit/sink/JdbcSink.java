/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.sink;

import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

/// A table of a database whose driver does not know XA: rows appear all together or not at all.
///
/// Rows wait in a staging table, `T_sparrow_staged`, which has the columns of the table and the transaction. What was
/// promised is a row of the intent table, `sparrow_intents`; to commit is one local transaction, which copies the rows
/// and notes that it did, so it can be repeated. A fencing row in `sparrow_fences` for each application refuses what a
/// driver of an older generation still wants to write, inside of the database itself.
public final class JdbcSink implements Participant {
    private final DataSource database;
    private final String table;
    private final String stagingTable;
    private final List<String> columns;

    /// The sink of a table that exists.
    public JdbcSink(DataSource database, String table) {
        this.database = database;
        this.table = checked(table);
        this.stagingTable = table + "_sparrow_staged";
        this.columns = carryOut("open", this::open);
    }

    private List<String> open(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists sparrow_intents "
                            + "(tx varchar(200), target varchar(200), state char(1), primary key (tx, target))");
            statement.execute(
                    "create table if not exists sparrow_fences (application varchar(200) primary key, generation bigint)");
            statement.execute(
                    "create table if not exists %s as select cast('' as varchar(200)) as sparrow_tx, t.* from %s t where 1 = 0"
                            .formatted(stagingTable, table));
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from %s where 1 = 0".formatted(table))) {
            var names = new ArrayList<String>();
            for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                names.add(rows.getMetaData().getColumnName(column));
            }
            return List.copyOf(names);
        }
    }

    /// Writes rows of a transaction, before that is prepared: values in the order of the table's columns.
    public void stage(TransactionId transaction, List<List<Object>> rows) {
        carryOut(
                "stage rows",
                connection -> {
                    try (var insert = connection.prepareStatement(stagingStatement())) {
                        for (var row : rows) {
                            insert.setString(1, transaction.toString());
                            for (var column = 0; column < row.size(); column++) {
                                insert.setObject(column + 2, row.get(column));
                            }
                            insert.addBatch();
                        }
                        return insert.executeBatch();
                    }
                });
    }

    /// The statement by which tasks stage rows of an attempt: its parameters are the name of the attempt, which begins
    /// with that of the transaction and a slash, and the values in the order of the table's columns.
    public String stagingStatement() {
        return "insert into %s (sparrow_tx, %s) values (?%s)"
                .formatted(stagingTable, columnList(), ", ?".repeat(columns.size()));
    }

    /// How many values a row has.
    public int width() {
        return columns.size();
    }

    /// Makes rows that attempts have staged those of the transaction, and drops what its other attempts have staged so
    /// far. What one of them stages later belongs to nothing, and goes with [#forget].
    public void accept(TransactionId transaction, List<String> attempts) {
        carryOut(
                "accept rows of " + transaction,
                connection -> {
                    var sql = "update %s set sparrow_tx = ? where sparrow_tx = ?".formatted(stagingTable);
                    try (var update = connection.prepareStatement(sql)) {
                        for (var attempt : attempts) {
                            update.setString(1, transaction.toString());
                            update.setString(2, attempt);
                            update.addBatch();
                        }
                        var _ = update.executeBatch();
                    }
                    deleteAttempts(connection, transaction);
                    return null;
                });
    }

    private void deleteAttempts(Connection connection, TransactionId transaction) throws SQLException {
        update(connection, "delete from %s where sparrow_tx like ?".formatted(stagingTable), transaction + "/%");
    }

    /// Leaves no trace of a transaction that is over and about which nobody will ask again.
    public void forget(TransactionId transaction) {
        carryOut(
                "forget " + transaction,
                connection -> {
                    deleteStaged(connection, transaction);
                    deleteAttempts(connection, transaction);
                    update(
                            connection,
                            "delete from sparrow_intents where tx = ? and target = ?",
                            transaction.toString(),
                            table);
                    update(connection, "delete from sparrow_fences where application = ?", transaction.application());
                    return null;
                });
    }

    /// Whether a transaction is prepared, and neither committed nor aborted.
    public boolean holds(TransactionId transaction) {
        return carryOut("look for " + transaction, connection -> state(connection, transaction).equals("P"));
    }

    @Override
    public Vote prepare(TransactionId transaction) {
        return carryOut(
                "prepare " + transaction,
                connection -> {
                    if (state(connection, transaction).equals("P")) {
                        return Vote.YES;
                    }
                    if (!passesFence(connection, transaction)) {
                        deleteStaged(connection, transaction);
                        return Vote.NO;
                    }
                    if (count(connection, transaction) == 0) {
                        return Vote.READ_ONLY;
                    }
                    update(connection, "insert into sparrow_intents values (?, ?, 'P')", transaction.toString(), table);
                    return Vote.YES;
                });
    }

    private static boolean passesFence(Connection connection, TransactionId transaction) throws SQLException {
        var seen = Long.MIN_VALUE;
        try (var select =
                connection.prepareStatement("select generation from sparrow_fences where application = ? for update")) {
            select.setString(1, transaction.application());
            try (var rows = select.executeQuery()) {
                if (rows.next()) {
                    seen = rows.getLong(1);
                }
            }
        }
        if (seen == Long.MIN_VALUE) {
            update(
                    connection,
                    "insert into sparrow_fences values (?, ?)",
                    transaction.application(),
                    transaction.generation());
        } else if (transaction.generation() > seen) {
            update(
                    connection,
                    "update sparrow_fences set generation = ? where application = ?",
                    transaction.generation(),
                    transaction.application());
        }
        return transaction.generation() >= seen;
    }

    @Override
    public void commit(TransactionId transaction) {
        carryOut(
                "commit " + transaction,
                connection -> {
                    if (state(connection, transaction).equals("P")) {
                        update(
                                connection,
                                "insert into %s (%s) select %s from %s where sparrow_tx = ?"
                                        .formatted(table, columnList(), columnList(), stagingTable),
                                transaction.toString());
                        end(connection, transaction, "C");
                    }
                    return null;
                });
    }

    @Override
    public void abort(TransactionId transaction) {
        carryOut(
                "abort " + transaction,
                connection -> {
                    if (state(connection, transaction).equals("C")) {
                        throw new SparrowException(
                                ErrorCode.INTERNAL,
                                "Transaction %s cannot be aborted in table %s: it is committed."
                                        .formatted(transaction, table));
                    }
                    end(connection, transaction, "A");
                    return null;
                });
    }

    private void end(Connection connection, TransactionId transaction, String state) throws SQLException {
        deleteStaged(connection, transaction);
        update(
                connection,
                "update sparrow_intents set state = ? where tx = ? and target = ?",
                state,
                transaction.toString(),
                table);
    }

    private void deleteStaged(Connection connection, TransactionId transaction) throws SQLException {
        update(connection, "delete from %s where sparrow_tx = ?".formatted(stagingTable), transaction.toString());
    }

    /// Also deletes rows that were staged and never prepared: call it before tasks write.
    @Override
    public List<TransactionId> recover() {
        return carryOut(
                "recover",
                connection -> {
                    update(
                            connection,
                            "delete from %s where sparrow_tx not in (select tx from sparrow_intents where target = ? and state = 'P')"
                                    .formatted(stagingTable),
                            table);
                    var prepared = new ArrayList<TransactionId>();
                    try (var select =
                            connection.prepareStatement(
                                    "select tx from sparrow_intents where target = ? and state = 'P' order by tx")) {
                        select.setString(1, table);
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                prepared.add(TransactionNames.parse(rows.getString(1)));
                            }
                        }
                    }
                    return prepared;
                });
    }

    /// P, C or A; empty if nothing was promised.
    private String state(Connection connection, TransactionId transaction) throws SQLException {
        var sql = "select state from sparrow_intents where tx = ? and target = ? for update";
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, transaction.toString());
            select.setString(2, table);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private long count(Connection connection, TransactionId transaction) throws SQLException {
        var sql = "select count(*) from %s where sparrow_tx = ?".formatted(stagingTable);
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, transaction.toString());
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private String columnList() {
        return String.join(", ", columns);
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }

    /// Names become part of statements, so they must be nothing else.
    private static String checked(String table) {
        if (!table.toLowerCase(Locale.ROOT).matches("[a-z_][a-z0-9_.]*")) {
            throw SparrowException.invalidArgument("'" + table + "' is not a plain name of a table.");
        }
        return table;
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /// Everything in one local transaction.
    private <T> T carryOut(String what, Work<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    "Table %s could not %s: %s. It can be tried again.".formatted(table, what, e.getMessage()),
                    e);
        }
    }
}
