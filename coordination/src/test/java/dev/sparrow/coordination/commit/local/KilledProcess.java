/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import dev.sparrow.coordination.commit.CommitOptions;
import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.sink.FolderSink;
import dev.sparrow.coordination.commit.sink.JdbcSink;

import org.h2.jdbcx.JdbcDataSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A process that commits to a folder and a table, and ends in the middle of it as `kill -9` would have it.
final class KilledProcess {
    static final int STATUS_KILLED = 9;

    private static final TransactionId ID = new TransactionId("killed", 1, 0, 1);

    private KilledProcess() {}

    /// Commits, and may be killed meanwhile.
    ///
    /// @param arguments the folder, and how many effects are carried out before the end
    public static void main(String... arguments) throws SQLException {
        var folder = Path.of(arguments[0]);
        var left = new int[] {Integer.parseInt(arguments[1])};
        var sinks = sinks(folder);
        try (var commit =
                LocalCommit.open(
                        folder.resolve("logs"),
                        sinks,
                        CommitOptions.DEFAULT,
                        () -> {
                            if (left[0]-- == 0) {
                                Runtime.getRuntime().halt(STATUS_KILLED);
                            }
                        })) {
            ((FolderSink) sinks.get("files")).stage(ID, "part-0", "text".getBytes(StandardCharsets.UTF_8));
            ((JdbcSink) sinks.get("table")).stage(ID, List.of(List.of("a", 1)));
            commit.commit(ID, List.of("files", "table"));
        }
    }

    static JdbcDataSource database(Path folder) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + folder.resolve("db").toAbsolutePath() + ";WRITE_DELAY=0");
        return database;
    }

    static Map<String, Participant> sinks(Path folder) throws SQLException {
        var database = database(folder);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists results (word varchar(20), number int)");
        }
        return Map.of("files", new FolderSink(folder.resolve("out")), "table", new JdbcSink(database, "results"));
    }
}
