/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.commit.CommitRecord;
import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Standing;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class CommitLogTest {
    private static final TransactionId ID = new TransactionId("app", 1, 2, 3);
    private static final List<NodeId> NODES = List.of(new NodeId("a"), new NodeId("b"));
    private static final List<CommitRecord> RECORDS =
            List.of(
                    new CommitRecord.Collecting(ID, NODES),
                    new CommitRecord.Prepared(ID, new NodeId("c"), NODES),
                    new CommitRecord.Elected(ID, 7),
                    new CommitRecord.Ready(ID, Standing.WAITING),
                    new CommitRecord.Ready(ID, Standing.ready(Outcome.COMMIT, 7)),
                    new CommitRecord.Ready(ID, Standing.ready(Outcome.ABORT, 9)),
                    new CommitRecord.Decision(ID, Outcome.COMMIT, NODES),
                    new CommitRecord.DecisionByHand(ID, Outcome.ABORT),
                    new CommitRecord.Ended(ID));

    @TempDir Path folder;

    private Path written() {
        var path = folder.resolve("log");
        try (var log = CommitLog.open(path)) {
            RECORDS.forEach(record -> log.append(record, true));
        }
        return path;
    }

    private static List<Record> found(Path path) {
        try (var log = CommitLog.open(path)) {
            return log.found().stream().map(Stored::record).toList();
        }
    }

    @Test
    void everyRecord_isReadBack() {
        assertThat(found(written())).isEqualTo(RECORDS);
    }

    @Test
    void aTornTail_isCutOff_whereverItIsTorn() throws IOException {
        var bytes = Files.readAllBytes(written());
        for (var length = 0; length < bytes.length; length++) {
            var path = folder.resolve("torn");
            Files.write(path, Arrays.copyOf(bytes, length));
            var found = found(path);
            assertThat(found).isEqualTo(RECORDS.subList(0, found.size())).hasSizeLessThan(RECORDS.size());
            try (var log = CommitLog.open(path)) {
                log.append(RECORDS.getLast(), true);
            }
            assertThat(found(path)).hasSize(found.size() + 1).endsWith((Record) RECORDS.getLast());
        }
    }

    @Test
    void damageBeforeTheEnd_isNeverSkipped() throws IOException {
        var path = written();
        var bytes = Files.readAllBytes(path);
        bytes[20] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> CommitLog.open(path))
                .hasMessage(
                        "Commit log %s is damaged at byte 0, before its end: a decision may be lost. Restore the file; no transaction can be decided without it.",
                        path);
    }
}
