/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitRecord;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.verification.PageTranscripts;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The transcripts of `src/test/resources/commit` and of `docs/commit.md`, each the shortest way to what it shows.
///
/// `-Dtranscripts=rewrite` writes those of today into the files: read the diff before you commit it.
class TranscriptsTest {
    private static final PageTranscripts PAGE = new PageTranscripts("commit");

    @TestFactory
    Stream<DynamicTest> transcript() {
        return transcripts().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(), () -> PAGE.check(entry.getKey(), entry.getValue().toString())));
    }

    private static Map<String, Transcript> transcripts() {
        var all = new LinkedHashMap<String, Transcript>();
        all.put("2pc-commits", shortest(Protocol.twoPhase(), 2, Faults.NONE, TranscriptsTest::allCommitted));
        all.put(
                "2pc-blocks",
                shortest(Protocol.twoPhase(), 2, Faults.NONE.crashes(1), TranscriptsTest::onlyTheCoordinatorKnows));
        all.put(
                "2pc-over-the-log-goes-on",
                shortest(
                        Protocol.twoPhaseOverLog(),
                        2,
                        Faults.NONE.crashes(1),
                        end -> !end.isUp(0) && end.finished.isEmpty() && allCommitted(end)));
        all.put("3pc-commits", shortest(Protocol.threePhase(), 2, Faults.NONE, TranscriptsTest::allCommitted));
        all.put(
                "3pc-goes-on",
                shortest(
                        Protocol.threePhase(),
                        2,
                        Faults.NONE.crashes(1),
                        end -> !end.isUp(0) && end.finished.isEmpty() && allCommitted(end)));
        all.put(
                "3pc-disagrees",
                shortest(
                        Protocol.threePhase(),
                        3,
                        Faults.NONE.parting(),
                        end -> end.violation().isPresent() && end.committed() > 0));
        all.put(
                "quorum-3pc-waits",
                shortest(Protocol.quorumThreePhase(), 3, Faults.NONE.parting(), TranscriptsTest::onlyTheThirdWaits));
        return all;
    }

    private static boolean onlyTheCoordinatorKnows(Situation situation) {
        return situation.isAtRest()
                && situation.blocked().size() == 2
                && situation.nodes[0].durable.stream().anyMatch(CommitRecord.Decision.class::isInstance);
    }

    /// And it has tried to lead.
    private static boolean onlyTheThirdWaits(Situation situation) {
        return situation.committed() == 2
                && situation.inDoubt().equals(List.of(3))
                && situation.blocked().isEmpty()
                && situation.nodes[3].durable.stream().anyMatch(CommitRecord.Elected.class::isInstance);
    }

    private static boolean allCommitted(Situation situation) {
        return situation.isAtRest() && situation.committed() == situation.cell.votes().size();
    }

    private static Transcript shortest(
            Protocol protocol, int participants, Faults faults, Predicate<Situation> wanted) {
        var cell = new Cell(protocol, Collections.nCopies(participants, Vote.YES));
        return Exploration.shortestTo(List.of(Situation.first(cell, faults)), wanted);
    }
}
