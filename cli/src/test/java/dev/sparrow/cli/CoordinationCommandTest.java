/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.repl.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class CoordinationCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int sparrow(String... arguments) {
        return Main.commandLine(Interrupts.watch(), Shell.create())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void verify_printsATableWithTargets_andItsExitCodeSaysWhetherTheyAreMet() {
        var code = sparrow("coordination", "verify", "--suite", "ring");
        assertThat(out.toString().lines().findFirst().orElseThrow())
                .contains("suite", "runs", "faults", "violations", "target");
        var isMet = out.toString().contains("All targets are met."); // one is a time: not on a busy machine
        assertThat(out.toString()).contains("ring ").contains(isMet ? "ring " : "MISSED");
        assertThat(code).isEqualTo(isMet ? 0 : 1);
    }

    @Test
    void verify_tellsTheRunOfASeed_andWhatAPlantedBugDoes() {
        assertThat(sparrow("coordination", "verify", "--suite", "raft", "--seed", "1", "--bug", "double vote"))
                .isZero();
        assertThat(out.toString().lines()).last().asString().contains("VIOLATION ");
        assertThat(sparrow("coordination", "verify", "--suite", "locks", "--seed", "1")).isZero();
        assertThat(sparrow("coordination", "verify", "--suite", "commit", "--seed", "1")).isZero();
        assertThat(sparrow("coordination", "verify", "--suite", "ring", "--seed", "1")).isEqualTo(2);
        assertThat(sparrow("coordination", "verify", "--suite", "raft", "--seed", "1", "--bug", "none")).isEqualTo(2);
        assertThat(err.toString()).contains("There is nothing to tell: name a suite that runs by seeds");
    }

    @Test
    void verify_refusesWhatIsNoSuiteOrTier() {
        assertThat(sparrow("coordination", "verify", "--suite", "chubby")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'chubby' is no suite; there are [raft, paxos, locks, commit, ring, processes].");
        assertThat(sparrow("coordination", "verify", "--tier", "Z")).isEqualTo(2);
        assertThat(sparrow("coordination")).isEqualTo(2);
        assertThat(err.toString()).contains("Say what to do with the protocols: serve, ask, demo or verify.");
    }

    @Test
    void checkHistory_explainsOrShowsTheContradiction(@TempDir Path folder) throws IOException {
        var good =
                Files.writeString(
                        folder.resolve("good"),
                        """
                        {"process": 1, "kind": "write", "key": "x", "value": 3, "invoke": 10, "return": 25, "outcome": "ok"}
                        {"process": 2, "kind": "read", "key": "x", "value": 3, "invoke": 30, "return": 41, "outcome": "ok"}
                        """);
        assertThat(sparrow("check-history", "--model", "register", good.toString())).isZero();
        assertThat(out.toString()).startsWith("2 operations: ok");
        var bad =
                Files.writeString(
                        folder.resolve("bad"),
                        Files.readString(good).replace("\"value\": 3, \"invoke\": 30", "\"value\": 4, \"invoke\": 30"));
        assertThat(sparrow("check-history", "--model", "register", bad.toString())).isOne();
        assertThat(out.toString()).contains("not linearizable as register");
        assertThat(sparrow("check-history", "--model", "register", folder.resolve("none").toString())).isOne();
        assertThat(err.toString()).contains("Cannot read the history");
    }
}
