/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.commit.CommitOptions;
import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.Presumption;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.coordination.commit.sink.FolderSink;
import dev.sparrow.coordination.commit.sink.JdbcSink;
import dev.sparrow.coordination.commit.sink.XaSink;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Real sinks, files and a database, under crashes before every effect and around every call of a sink.
class LocalCommitTest {
    private static final TransactionId ID = new TransactionId("my-app", 7, 0, 1);

    @TempDir Path folder;

    /// Stands for `kill -9`: nothing catches it, and all that is left is on disk.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /// Counts places where a crash could be, and crashes at one of them.
    private static final class Countdown implements Runnable {
        private int left;

        Countdown(int places) {
            this.left = places;
        }

        @Override
        public void run() {
            if (left-- == 0) {
                throw new Killed();
            }
        }
    }

    /// A sink that crashes before or after a call.
    private record Mortal(Participant sink, Runnable place) implements Participant {
        @Override
        public Vote prepare(TransactionId transaction) {
            place.run();
            var vote = sink.prepare(transaction);
            place.run();
            return vote;
        }

        @Override
        public void commit(TransactionId transaction) {
            place.run();
            sink.commit(transaction);
            place.run();
        }

        @Override
        public void abort(TransactionId transaction) {
            place.run();
            sink.abort(transaction);
            place.run();
        }

        @Override
        public List<TransactionId> recover() {
            return sink.recover();
        }
    }

    /// A folder, a table and an XA connection, all new.
    private final class Sinks implements AutoCloseable {
        final Path output;
        final JdbcDataSource database = new JdbcDataSource();
        private Connection keepsOpen;

        Sinks(String name) throws SQLException {
            output = folder.resolve(name);
            database.setURL("jdbc:h2:" + folder.resolve(name + "-db").toAbsolutePath() + ";WRITE_DELAY=0");
            keepsOpen = database.getConnection();
            execute("create table results (word varchar(20), number int)");
            execute("create table audit (line varchar(20))");
        }

        void execute(String sql) throws SQLException {
            try (var statement = keepsOpen.createStatement()) {
                statement.execute(sql);
            }
        }

        int count(String table) throws SQLException {
            try (var statement = keepsOpen.createStatement();
                    var rows = statement.executeQuery("select count(*) from " + table)) {
                rows.next();
                return rows.getInt(1);
            }
        }

        Map<String, Participant> open(Runnable place) {
            var sinks = new TreeMap<String, Participant>();
            sinks.put("files", new Mortal(new FolderSink(output), place));
            sinks.put("table", new Mortal(new JdbcSink(database, "results"), place));
            sinks.put("xa", new Mortal(new XaSink(database), place));
            return sinks;
        }

        void stage(Map<String, Participant> sinks, TransactionId id) {
            var files = (FolderSink) ((Mortal) sinks.get("files")).sink();
            files.stage(id, "part-0", "one".getBytes(StandardCharsets.UTF_8));
            files.stage(id, "part-1", "two".getBytes(StandardCharsets.UTF_8));
            ((JdbcSink) ((Mortal) sinks.get("table")).sink()).stage(id, List.of(List.of("a", 1), List.of("b", 2)));
            ((XaSink) ((Mortal) sinks.get("xa")).sink())
                    .stage(
                            id,
                            connection -> {
                                try (var insert = connection.createStatement()) {
                                    insert.executeUpdate("insert into audit values ('done')");
                                }
                            });
        }

        /// What everybody sees: files, rows, rows through XA.
        List<Integer> seen() throws SQLException {
            return List.of(new FolderSink(output).visible().size(), count("results"), count("audit"));
        }

        /// What a crash of the database does: what it has not forced is lost, and so are its connections.
        void kill() throws SQLException {
            execute("shutdown immediately");
            keepsOpen = database.getConnection();
        }

        @Override
        public void close() throws SQLException {
            execute("shutdown immediately");
        }
    }

    private static final List<Integer> ALL = List.of(2, 2, 1);
    private static final List<Integer> NOTHING = List.of(0, 0, 0);

    private LocalCommit open(String logs, Map<String, Participant> sinks, Presumption presumption, Runnable place) {
        return LocalCommit.open(folder.resolve(logs), sinks, CommitOptions.DEFAULT.presuming(presumption), place);
    }

    @ParameterizedTest
    @EnumSource(Presumption.class)
    void allSinksCommit_orNone_whereverTheProcessIsKilled(Presumption presumption) throws SQLException {
        var outcomes = new ArrayList<List<Integer>>();
        for (var place = 0; ; place++) {
            var name = presumption.name() + place;
            try (var sinks = new Sinks(name)) {
                var survived = commitOrDie(sinks, name, presumption, new Countdown(place));
                var opened = sinks.open(() -> {});
                try (var again = open(name + "-log", opened, presumption, () -> {})) {
                    assertThat(again.inDoubt()).as("in doubt after a crash at place %d", place).isEmpty();
                }
                assertThat(sinks.seen()).as("after a crash at place %d", place).isIn(ALL, NOTHING);
                outcomes.add(sinks.seen());
                if (survived) {
                    break;
                }
            }
        }
        assertThat(outcomes).hasSizeGreaterThan(25).contains(NOTHING).endsWith(ALL);
        assertThat(outcomes.subList(outcomes.indexOf(ALL), outcomes.size())).containsOnly(ALL);
    }

    private boolean commitOrDie(Sinks sinks, String name, Presumption presumption, Runnable place) throws SQLException {
        var opened = sinks.open(place);
        try (var commit = open(name + "-log", opened, presumption, place)) {
            sinks.stage(opened, ID);
            assertThat(commit.commit(ID, List.of("files", "table", "xa"))).isEqualTo(Outcome.COMMIT);
            return true;
        } catch (Killed _) {
            sinks.kill();
            return false;
        }
    }

    @Test
    void recoveryThatIsKilled_isRecoveredFrom() throws SQLException {
        var places = 0;
        while (places < 100 && !recoverAfterKillAt(places)) {
            places++;
        }
        assertThat(places).as("places at which recovery was killed").isBetween(5, 99);
    }

    /// @return whether the first recovery came through: there is no such place any more
    private boolean recoverAfterKillAt(int place) throws SQLException {
        var name = "twice" + place;
        try (var sinks = new Sinks(name)) {
            // In the middle: all have promised, some have committed.
            commitOrDie(sinks, name, Presumption.ABORT, new Countdown(24));
            var came = false;
            try (var _ = open(name + "-log", sinks.open(new Countdown(place)), Presumption.ABORT, () -> {})) {
                came = true;
            } catch (Killed _) {
                sinks.kill();
            }
            try (var _ = open(name + "-log", sinks.open(() -> {}), Presumption.ABORT, () -> {})) {
                assertThat(sinks.seen()).isIn(ALL, NOTHING);
            }
            return came;
        }
    }

    @Test
    void aNo_abortsEverywhere() throws SQLException, IOException {
        try (var sinks = new Sinks("no")) {
            var opened = sinks.open(() -> {});
            try (var commit = open("no-log", opened, Presumption.ABORT, () -> {})) {
                sinks.stage(opened, ID);
                Files.write(sinks.output.resolve("part-1"), List.of("was here before"));
                assertThat(commit.commit(ID, List.of("files", "table", "xa"))).isEqualTo(Outcome.ABORT);
                assertThat(sinks.seen()).isEqualTo(List.of(1, 0, 0));
            }
        }
    }

    @Test
    void aDriverOfAnOlderGeneration_isRefused() throws SQLException {
        try (var sinks = new Sinks("fence")) {
            var opened = sinks.open(() -> {});
            try (var commit = open("fence-log", opened, Presumption.ABORT, () -> {})) {
                assertThat(commit(opened, commit, new TransactionId("app", 1, 0, 5))).isEqualTo(Outcome.COMMIT);
                assertThat(commit(opened, commit, new TransactionId("app", 2, 0, 4))).isEqualTo(Outcome.ABORT);
                assertThat(commit(opened, commit, new TransactionId("other", 2, 0, 4))).isEqualTo(Outcome.COMMIT);
            }
            // A sink remembers it, even where the machines have lost their logs.
            var anew = sinks.open(() -> {});
            try (var commit = open("fence-log-2", anew, Presumption.ABORT, () -> {})) {
                assertThat(commit(anew, commit, new TransactionId("app", 3, 0, 4))).isEqualTo(Outcome.ABORT);
            }
            assertThat(sinks.count("results")).isEqualTo(2);
        }
    }

    private static Outcome commit(Map<String, Participant> sinks, LocalCommit commit, TransactionId id) {
        ((JdbcSink) ((Mortal) sinks.get("table")).sink()).stage(id, List.of(List.of("a", 1)));
        return commit.commit(id, List.of("table"));
    }

    @Test
    void whereNothingWasWritten_nothingIsDone() throws SQLException {
        try (var sinks = new Sinks("empty")) {
            try (var commit = open("empty-log", sinks.open(() -> {}), Presumption.ABORT, () -> {})) {
                assertThat(commit.commit(ID, List.of("files", "table", "xa"))).isEqualTo(Outcome.COMMIT);
                assertThat(sinks.seen()).isEqualTo(NOTHING);
            }
        }
    }

    @Test
    void anUnknownSink_isNamed() throws SQLException {
        try (var sinks = new Sinks("unknown");
                var commit = open("unknown-log", sinks.open(() -> {}), Presumption.ABORT, () -> {})) {
            assertThatThrownBy(() -> commit.commit(ID, List.of("catalog")))
                    .hasMessage(
                            "Transaction my-app-7-0-1 cannot have sink-catalog: there are [sink-files, sink-table, sink-xa].");
        }
    }
}
