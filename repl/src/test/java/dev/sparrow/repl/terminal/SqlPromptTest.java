/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.repl.sql.ResultText;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.Tables;

import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

@Timeout(200)
public class SqlPromptTest {
    /// Released when a query runs that does not end.
    private static final CountDownLatch RUNS = new CountDownLatch(1);

    private static final int COLUMNS = 60;
    private static final int ROWS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public record Trip(String city, int km) {}

    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    private Sparrow sc;
    private LineDisciplineTerminal terminal;
    private FutureTask<Integer> prompt;

    @TempDir private Path folder;

    @BeforeEach
    void sitDown() throws Exception {
        sc = new Sparrow(new SparrowConf().setMaster("local[2]").setAppName("prompt").set("sparrow.progress", "off"));
        var sql =
                Sql.on(sc)
                        .register(
                                "trips", Tables.of(sc, List.of(new Trip("Oslo", 12), new Trip("Rome", 7)), Trip.class))
                        .function("forever", Integer.class, Integer.class, SqlPromptTest::sleep);
        terminal = new LineDisciplineTerminal("test", "xterm-256color", new ToScreen(), StandardCharsets.UTF_8);
        terminal.setSize(new Size(COLUMNS, ROWS));
        prompt = new FutureTask<>(() -> SqlPrompt.run(terminal, sql, ResultText.TABLE, 40, folder.resolve("history")));
        Thread.ofPlatform().daemon().name("test-prompt").start(prompt);
        waitFor("sql>");
    }

    /// Letters come byte by byte.
    private final class ToScreen extends OutputStream {
        private final ByteArrayOutputStream letter = new ByteArrayOutputStream();

        @Override
        public void write(int octet) {
            letter.write(octet);
            var text = letter.toString(StandardCharsets.UTF_8);
            if (!text.contains("\uFFFD")) {
                screen.write(text);
                letter.reset();
            }
        }
    }

    @AfterEach
    void leave() throws IOException {
        terminal.close();
        sc.close();
    }

    private static Integer sleep(Integer n) throws InterruptedException {
        RUNS.countDown();
        Thread.sleep(PATIENCE);
        return n;
    }

    private void type(String keys) throws IOException {
        for (var key : keys.getBytes(StandardCharsets.UTF_8)) {
            terminal.processInputByte(key & 0xff);
        }
    }

    private String screen() {
        var cells = new long[COLUMNS * ROWS];
        screen.dump(cells, 0, 0, ROWS, COLUMNS, null);
        var text = new StringBuilder();
        for (var i = 0; i < cells.length; i++) {
            var letter = (int) (cells[i] & 0xffffffffL);
            text.appendCodePoint(letter == 0 ? ' ' : letter).append(i % COLUMNS == COLUMNS - 1 ? "\n" : "");
        }
        return text.toString().lines().map(String::stripTrailing).reduce("", (all, line) -> all + line + "\n");
    }

    private void waitFor(String text) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!screen().contains(text)) {
            assertThat(System.nanoTime()).as("waited for %s on%n%s", text, screen()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    void statementsOfSeveralLines_areAnsweredAsTables_andCompleted() throws Exception {
        Files.createDirectory(folder.resolve("data"));
        type("select cit\t");
        waitFor("select city");
        type(",\r");
        waitFor("...>");
        type("km from trip\t");
        waitFor("trips");
        type(" order by km;\r");
        waitFor(
                """
                │ city │  km │
                │ text │ int │
                ├──────┼─────┤
                │ Rome │   7 │
                │ Oslo │  12 │
                └──────┴─────┘
                2 rows
                """
                        .stripTrailing());
        type("from '" + folder + "/da\t");
        waitFor("/data/");
        type("\u0003");
        waitFor("\nsql>\n\n");

        type(".mode csv\r.tables\r");
        waitFor("\ntrips\nsql>");
        type("select nme from trips;\r");
        waitFor("There is no column 'nme'.");
        waitFor("^^^");
        type(".quit\r");
        assertThat(prompt.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(folder.resolve("history")).content().contains("order by km;");
    }

    @Test
    void ctrlC_endsTheQueryThatRuns() throws Exception {
        type("select forever(km) from trips;\r");
        RUNS.await();
        type("\u0003");
        waitFor("cancel");
        type("select 1 + 1 as two;\r");
        waitFor("│   2 │");
        type("\u0004");
        assertThat(prompt.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
    }
}
