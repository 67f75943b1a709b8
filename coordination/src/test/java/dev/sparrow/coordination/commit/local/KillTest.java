/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.commit.CommitOptions;
import dev.sparrow.coordination.commit.sink.FolderSink;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Processes that are really killed: `-Dkills=` how many, one effect later each time.
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 6);

    /// Effects of a commit over two sinks, with those of the start before it.
    private static final int EFFECTS = 30;

    @TempDir Path folder;

    @Test
    void aKilledProcess_leavesAllOrNothing_onceItIsRecovered() throws IOException, InterruptedException, SQLException {
        for (var kill = 0; kill < KILLS; kill++) {
            var place = (kill * Math.max(1, EFFECTS / KILLS) + 5) % EFFECTS;
            var own = folder.resolve("kill" + kill);
            assertThat(run(own, place)).as("exit status at place %d", place).isIn(0, KilledProcess.STATUS_KILLED);
            var sinks = KilledProcess.sinks(own);
            try (var again = LocalCommit.open(own.resolve("logs"), sinks, CommitOptions.DEFAULT)) {
                assertThat(again.inDoubt()).as("in doubt after a kill at place %d", place).isEmpty();
            }
            var files = new FolderSink(own.resolve("out")).visible().size();
            assertThat(List.of(files, rows(own)))
                    .as("after a kill at place %d", place)
                    .isIn(List.of(0, 0), List.of(1, 1));
        }
    }

    private static int run(Path folder, int place) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledProcess.class.getName(),
                                folder.toString(),
                                Integer.toString(place))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("the process has ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int rows(Path folder) throws SQLException {
        try (var connection = KilledProcess.database(folder).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from results")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
