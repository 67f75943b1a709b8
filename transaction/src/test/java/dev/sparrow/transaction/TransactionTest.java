/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.SaveMode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Folders and tables in one transaction.
@Timeout(120)
class TransactionTest {
    private static Sparrow sc;

    @TempDir private Path folder;

    private String url;

    @BeforeAll
    static void open() {
        sc =
                new Sparrow(
                        new SparrowConf()
                                .setMaster(System.getProperty("test.master", "local-bytes[2,3]"))
                                .setAppName("transaction test")
                                .set("sparrow.progress", "off"));
    }

    @AfterAll
    static void close() {
        sc.close();
    }

    @BeforeEach
    void makeTable() throws SQLException {
        url = "jdbc:h2:" + folder.resolve("db") + ";DB_CLOSE_DELAY=0";
        execute("create table totals (n bigint, name varchar(50))");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private List<String> table() throws SQLException {
        return query("select name from totals order by n");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Rdd<Long> numbers(long count) {
        return sc.range(0, count, 1, 3);
    }

    private List<String> left() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".") && !name.equals(".sparrow-transactions"))
                    .toList();
        }
    }

    private void assertNothingIsLeft() throws IOException, SQLException {
        assertThat(left()).isEmpty();
        if (Files.exists(folder.resolve(".sparrow-transactions"))) {
            assertThat(folder.resolve(".sparrow-transactions")).isEmptyDirectory();
        }
        if (query("select table_name from information_schema.tables where lower(table_name) = 'sparrow_intents'")
                .isEmpty()) {
            return;
        }
        assertThat(query("select tx from sparrow_intents")).isEmpty();
        assertThat(query("select application from sparrow_fences")).isEmpty();
        assertThat(query("select sparrow_tx from totals_sparrow_staged")).isEmpty();
    }

    @Test
    void filesOfAnyFormat_andATable_becomeVisibleTogether() throws IOException, SQLException {
        record Row(long n, String name) {}
        sc.transaction(t -> {
            t.save(numbers(5), path("text"));
            t.save(() -> Csv.write(numbers(5).map(n -> new Row(n, "row " + n))).to(path("csv")));
            t.jdbc(numbers(5), url, "totals", n -> List.of(n, "name " + n));
            assertThat(folder.resolve("text")).doesNotExist();
            assertThat(folder.resolve("csv")).doesNotExist();
        });
        assertThat(sc.textFile(path("text")).collect()).containsExactly("0", "1", "2", "3", "4");
        assertThat(sc.textFile(path("csv")).count()).isGreaterThanOrEqualTo(5);
        assertThat(table()).containsExactly("name 0", "name 1", "name 2", "name 3", "name 4");
        assertNothingIsLeft();
    }

    @Test
    void aBlockThatThrows_leavesNothing() throws IOException, SQLException {
        assertThatThrownBy(() ->
                        sc.transaction(t -> {
                            t.save(numbers(5), path("a"));
                            t.jdbc(numbers(5), url, "totals", n -> List.of(n, "x"));
                            throw new IllegalStateException("after all was written");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("after all was written");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(table()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void aJobThatFails_leavesNothing_evenIfTheBlockGoesOn() throws IOException, SQLException {
        assertThatThrownBy(() ->
                        sc.transaction(t -> {
                            t.save(numbers(5), path("a"));
                            assertThatThrownBy(() -> t.save(numbers(5).map(n -> List.of(n).get(1)), path("b")))
                                    .isInstanceOf(SparrowException.class);
                        }))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("/b cannot be committed: its save has failed.");
        assertThat(folder.resolve("a")).doesNotExist();
        assertNothingIsLeft();
    }

    @Test
    void saveModes_holdOnTopOfIt() throws IOException, SQLException {
        numbers(2).saveAsTextFile(path("replaced"));
        numbers(2).saveAsTextFile(path("extended"));
        sc.transaction(t -> {
            t.save(sc.textFile(path("replaced")).map(line -> "new " + line), path("replaced"), SaveMode.OVERWRITE);
            t.save(numbers(1).map(n -> "more"), path("extended"), SaveMode.APPEND);
            t.save(numbers(1).map(n -> "first"), path("begun"), SaveMode.APPEND);
            assertThat(sc.textFile(path("replaced")).collect()).containsExactly("0", "1");
            assertThat(sc.textFile(path("extended")).collect()).containsExactly("0", "1");
        });
        assertThat(sc.textFile(path("replaced")).collect()).containsExactly("new 0", "new 1");
        assertThat(sc.textFile(path("extended")).collect()).containsExactly("0", "1", "more");
        assertThat(sc.textFile(path("begun")).collect()).containsExactly("first");
        assertNothingIsLeft();
    }

    @Test
    void somethingThatComesInTheWay_abortsAll() throws IOException, SQLException {
        assertThatThrownBy(() ->
                        sc.transaction(t -> {
                            t.save(numbers(3), path("a"));
                            t.save(numbers(3), path("b"));
                            t.jdbc(numbers(3), url, "totals", n -> List.of(n, "x"));
                            numbers(1).saveAsTextFile(path("b"));
                        }))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("/b: it exists already");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(table()).isEmpty();
        assertThat(sc.textFile(path("b")).collect()).containsExactly("0");
        assertNothingIsLeft();
    }

    @Test
    void ofEachPartition_theRowsOfOneAttemptCount() throws IOException, SQLException {
        sc.transaction(t -> {
            t.save(numbers(1), path("a"));
            t.jdbc(
                    numbers(3_000),
                    url,
                    "totals",
                    n -> {
                        if (n % 1_000 == 999 && TaskContext.get().attemptNumber() == 0) {
                            throw new IllegalStateException("fails when it has written nearly all");
                        }
                        return List.of(n, "n" + n);
                    });
        });
        assertThat(table()).hasSize(3_000).doesNotHaveDuplicates();
        assertNothingIsLeft();
    }

    @Test
    void aTransactionWithoutAPlaceForItsLog_isRefused() {
        assertThatThrownBy(() -> sc.transaction(t -> t.jdbc(numbers(1), url, "totals", n -> List.of(n, "x"))))
                .isInstanceOf(SparrowException.class)
                .hasMessage(
                        "A transaction whose first output is a table has no place for its log. Save a folder first, or"
                                + " set sparrow.transaction.folder.");
    }

    @Test
    void twoSavesToOnePlace_andSavesWithinSaves_areRefused() {
        assertThatThrownBy(() ->
                        sc.transaction(t -> {
                            t.save(numbers(1), path("a"));
                            t.save(numbers(1), path("a"));
                        }))
                .hasMessageContaining("a twice. Save the union of both.");
        assertThatThrownBy(() -> sc.transaction(t -> t.save(() -> t.save(numbers(1), path("a")))))
                .hasMessage(
                        "A transaction cannot save within another save of a transaction. Save one after the other.");
    }

    @Test
    void rowsOfAnotherWidth_areRefused() {
        assertThatThrownBy(() ->
                        sc.transaction(t -> {
                            t.save(numbers(1), path("a"));
                            t.jdbc(numbers(1), url, "totals", n -> List.of(n));
                        }))
                .hasMessageContaining("A row for the table has 1 values, but the table has 2 columns.");
    }

    @Test
    void whatIsDecidedAndCannotBeReached_isSaid_andComesByRecovery() throws IOException, SQLException {
        var kept = Transactions.beforeStep;
        var steps = new int[1];
        try {
            assertThatThrownBy(() ->
                            sc.transaction(t -> {
                                t.save(numbers(3), path("a"));
                                t.save(numbers(3), path("b"));
                                Transactions.beforeStep = () -> block(folder.resolve("a"), folder.resolve("b"), steps);
                            }))
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("is committed, but not all of it is visible yet")
                    .hasMessageContaining("bin/sparrow recover " + folder.resolve(".sparrow-transactions"));
        } finally {
            Transactions.beforeStep = kept;
        }
        Files.delete(folder.resolve("b"));
        var ended = Recovery.recover(folder, _ -> java.util.Map.of());
        assertThat(ended).extracting(Recovery.Ended::committed).containsExactly(true);
        assertThat(sc.textFile(path("b")).count()).isEqualTo(3);
        assertNothingIsLeft();
    }

    /// Puts a file in the way of the second folder as soon as the first is visible.
    private static void block(Path first, Path second, int[] steps) {
        try {
            if (Files.exists(first) && steps[0]++ == 0) {
                Files.writeString(second, "in the way");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void passwords_areNotInTheLog() {
        var name = new OutputName.Table("jdbc:x", java.util.Map.of("user", "u", "password", "p1", "apiKey", "p2"), "t");
        assertThat(name.line()).isEqualTo("table jdbc%3Ax t user u");
        assertThat(OutputName.parse(name.line())).isEqualTo(name);
    }
}
