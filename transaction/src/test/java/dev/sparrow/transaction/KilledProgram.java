/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.value.SaveMode;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A program that appends a number to two folders and a table in one transaction, and is killed in the middle of it.
final class KilledProgram {
    static final int NOT_KILLED = 3;

    private KilledProgram() {}

    /// Runs one transaction.
    ///
    /// @param arguments the folder, the number, and before which step of the transaction it is killed
    public static void main(String... arguments) throws SQLException {
        var folder = Path.of(arguments[0]);
        var number = Long.parseLong(arguments[1]);
        var step = Integer.parseInt(arguments[2]);
        var steps = new AtomicInteger();
        Transactions.beforeStep =
                () -> {
                    if (steps.incrementAndGet() == step) {
                        killThisProcess();
                    }
                };
        try (var sc = context()) {
            append(sc, folder, number);
        }
        System.out.println(steps.get() + " steps");
        System.exit(NOT_KILLED);
    }

    private static void killThisProcess() {
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Sparrow context() {
        return new Sparrow(new SparrowConf().setMaster("local[2]").setAppName("killed").set("sparrow.progress", "off"));
    }

    static void append(Sparrow sc, Path folder, long number) {
        sc.transaction(t -> {
            t.save(sc.parallelize(List.of(number), 1), folder.resolve("a").toString(), SaveMode.APPEND);
            t.save(sc.parallelize(List.of(number), 1), folder.resolve("b").toString(), SaveMode.APPEND);
            t.jdbc(sc.parallelize(List.of(number), 1), url(folder), "numbers", n -> List.of(n));
        });
    }

    /// What H2 has committed is on disk: by default it would be half a second later.
    static String url(Path folder) {
        return "jdbc:h2:" + folder.resolve("db").toAbsolutePath() + ";WRITE_DELAY=0";
    }

    static void makeTable(Path folder) throws SQLException {
        try (var connection = DriverManager.getConnection(url(folder));
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists numbers (n bigint)");
        }
    }
}
