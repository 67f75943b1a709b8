/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.simulation.history.Appends;
import dev.sparrow.simulation.history.History;
import dev.sparrow.simulation.history.Operation;
import dev.sparrow.simulation.history.Verdict;

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
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Drivers that are really killed within a transaction, before each step whose effect outlives them: `-Dkills=` how
/// many, `-Dhistory=` a file to write what was seen to, for `bin/sparrow check-history --model append`.
@Timeout(value = 4, unit = TimeUnit.HOURS)
class KilledDriverTest {
    private static final int KILLS = Integer.getInteger("kills", 3);

    /// Steps of a transaction over two folders and a table, with what comes before and after.
    private static final int STEPS = 44;

    /// So that a few kills are spread over all steps, and many come to each of them.
    private static final int STRIDE = 9;

    @TempDir private Path folder;

    private final List<Operation> operations = new ArrayList<>();
    private final TreeSet<Integer> killedAt = new TreeSet<>();

    @Test
    void killedDriver_leavesAllOrNothing_inFilesAndDatabase() throws Exception {
        KilledProgram.makeTable(folder);
        try (var sc = KilledProgram.context()) {
            for (var kill = 0; kill < KILLS; kill++) {
                var step = 1 + (kill * STRIDE + 3) % STEPS;
                var began = System.nanoTime();
                var killed = run(kill, step);
                note("append", kill, began, killed);
                if (killed) {
                    killedAt.add(step);
                    end(sc, kill);
                }
                assertAllOrNothing(sc, kill, step);
            }
        }
        assertHistory();
        System.out.printf("%d drivers were killed, at %d different steps%n", killedAt.size(), killedAt.size());
        assertThat(killedAt).hasSizeGreaterThanOrEqualTo(Math.min(KILLS - 2, 30));
    }

    private boolean run(long number, int step) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledProgram.class.getName(),
                                folder.toString(),
                                Long.toString(number),
                                Integer.toString(step))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("the process has ended").isTrue();
            assertThat(process.exitValue())
                    .as("exit status at step %d: %s", step, Files.readString(folder.resolve("output")))
                    .isIn(KilledProgram.NOT_KILLED, 128 + 9);
            return process.exitValue() != KilledProgram.NOT_KILLED;
        } finally {
            process.destroyForcibly();
        }
    }

    /// By the command's way and by the next transaction's, by turns; twice is as good as once.
    private void end(Sparrow sc, int kill) {
        if (kill % 2 == 0) {
            assertThat(Recovery.recover(folder, _ -> Map.of())).hasSizeLessThanOrEqualTo(1);
        } else {
            var began = System.nanoTime();
            var number = 1_000_000L + kill;
            KilledProgram.append(sc, folder, number);
            note("append", number, began, false);
        }
        assertThat(Recovery.recover(folder, _ -> Map.of())).isEmpty();
    }

    private void note(String kind, long number, long began, boolean unknown) {
        operations.add(
                new Operation(
                        "driver" + number,
                        "txn",
                        "",
                        List.of(List.of(kind, "a", number), List.of(kind, "b", number), List.of(kind, "t", number)),
                        began,
                        unknown ? Long.MAX_VALUE : System.nanoTime(),
                        unknown ? Operation.Outcome.UNKNOWN : Operation.Outcome.OK));
    }

    private void assertAllOrNothing(Sparrow sc, long kill, int step) throws IOException, SQLException {
        var began = System.nanoTime();
        var a = lines(sc, "a");
        var b = lines(sc, "b");
        var table = table();
        operations.add(
                new Operation(
                        "reader",
                        "txn",
                        "",
                        List.of(List.of("r", "a", a), List.of("r", "b", b), List.of("r", "t", inOrderOf(a, table))),
                        began,
                        System.nanoTime(),
                        Operation.Outcome.OK));
        assertThat(b).as("folders after kill %d at step %d", kill, step).isEqualTo(a);
        assertThat(table).as("table after kill %d at step %d", kill, step).containsExactlyInAnyOrderElementsOf(a);
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.contains("sparrow-tx")))
                    .as("left after kill %d at step %d", kill, step)
                    .isEmpty();
        }
    }

    private List<Object> lines(Sparrow sc, String name) {
        var path = folder.resolve(name);
        return Files.exists(path)
                ? List.copyOf(sc.textFile(path.toString()).map(line -> (Object) Long.valueOf(line)).collect())
                : List.of();
    }

    private List<Object> table() throws SQLException {
        var numbers = new ArrayList<Object>();
        try (var connection = DriverManager.getConnection(KilledProgram.url(folder));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select n from numbers")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    /// A table has no order: that of the folder, as far as it goes.
    private static List<Object> inOrderOf(List<Object> order, List<Object> numbers) {
        var sorted = new ArrayList<>(numbers);
        sorted.sort((x, y) -> Integer.compare(order.indexOf(x), order.indexOf(y)));
        return List.copyOf(sorted);
    }

    private void assertHistory() {
        var file = Path.of(System.getProperty("history", folder.resolve("history.jsonl").toString()));
        new History(operations).write(file);
        assertThat(Appends.check(History.read(file))).isInstanceOf(Verdict.Explained.class);
    }
}
